/** The history's tab in the side bar; its content is made when it is first opened. */
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  clearIcon,
  PanelWithToolbar,
  ToolbarButton
} from '@jupyterlab/ui-components';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { historyIcon } from '../icons';
import type { HistoryPanel } from './panel';

export type HistorySideBarOptions = {
  createPanel: () => Promise<HistoryPanel>;
  clear: () => void;
  trans: TranslationBundle;
};

export class HistorySideBar extends PanelWithToolbar {
  constructor(private readonly _options: HistorySideBarOptions) {
    super();
    const { trans } = _options;
    this.id = 'omnisci-query-history';
    this.addClass('jp-OmniSciHistory');
    this.title.icon = historyIcon;
    this.title.caption = trans.__('OmniSci Query History');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('OmniSci Query History'));
    this.addWidget(this.toolbar);
    const heading = new Widget({ node: document.createElement('h2') });
    heading.addClass('jp-OmniSciHistory-heading');
    heading.node.textContent = trans.__('Query History');
    this.toolbar.addItem('heading', heading);
    this.toolbar.addItem(
      'clear',
      new ToolbarButton({
        icon: clearIcon,
        tooltip: trans.__('Clear the query history'),
        onClick: _options.clear
      })
    );
  }

  /** Makes the content again, for another connection. */
  reset(): void {
    const old = this._panel;
    this._panel = null;
    void old?.then(panel => panel.dispose());
    if (this.isVisible) {
      void this._fill();
    }
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    void this._fill();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    if (this.isVisible) {
      void this._fill();
    }
  }

  protected override onActivateRequest(msg: Message): void {
    super.onActivateRequest(msg);
    void this._fill().then(panel => panel.focusSearch());
  }

  private _fill(): Promise<HistoryPanel> {
    this._panel ??= this._options.createPanel().then(panel => {
      this.addWidget(panel);
      return panel.renderPromise?.then(() => panel) ?? panel;
    });
    return this._panel;
  }

  private _panel: Promise<HistoryPanel> | null = null;
}
