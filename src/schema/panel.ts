/**
 * The schema browser's tab in the side bar: a toolbar, and content that is loaded when first shown.
 */
import {
  collapseAllIcon,
  refreshIcon,
  SidePanel,
  Toolbar,
  ToolbarButton
} from '@jupyterlab/ui-components';
import type { ITranslator } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Panel, Widget } from '@lumino/widgets';
import { databaseIcon } from '../icons';
import type { SchemaBrowser } from './browser';
import type { BrowserViewOptions } from './browser-view';

export type SchemaPanelOptions = BrowserViewOptions & {
  browser: SchemaBrowser;
  refresh: () => void;
  translator: ITranslator;
};

export class SchemaPanel extends SidePanel {
  constructor(options: SchemaPanelOptions) {
    super({ content: new Panel(), translator: options.translator });
    const { browser, trans } = options;
    this._options = options;
    this.id = 'omnisci-schema-browser';
    this.addClass('jp-OmniSciSchema');
    this.title.icon = databaseIcon;
    this.title.caption = trans.__('Database');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', trans.__('Database'));
    const heading = new Widget({ node: document.createElement('h2') });
    heading.addClass('jp-OmniSciSchema-heading');
    heading.node.textContent = trans.__('Database');
    this.toolbar.addItem('heading', heading);
    this.toolbar.addItem('spacer', Toolbar.createSpacerItem());
    this.toolbar.addItem(
      'collapse',
      new ToolbarButton({
        icon: collapseAllIcon,
        tooltip: trans.__('Collapse all'),
        onClick: () => browser.collapseAll()
      })
    );
    this.toolbar.addItem(
      'refresh',
      new ToolbarButton({
        icon: refreshIcon,
        tooltip: trans.__('Refresh tables and columns'),
        onClick: options.refresh
      })
    );
  }

  protected override onBeforeShow(message: Message): void {
    super.onBeforeShow(message);
    void this._fill();
  }

  protected override onActivateRequest(_: Message): void {
    void this._fill().then(() =>
      this.node
        .querySelector<HTMLElement>('.jp-OmniSciSchema-search input')
        ?.focus()
    );
  }

  private async _fill(): Promise<void> {
    void this._options.browser.schema.load();
    this._filling ??= import('./browser-view').then(({ SchemaBrowserView }) => {
      if (!this.isDisposed) {
        this.addWidget(new SchemaBrowserView(this._options));
      }
    });
    await this._filling;
  }

  private _filling: Promise<void> | null = null;
  private readonly _options: SchemaPanelOptions;
}
