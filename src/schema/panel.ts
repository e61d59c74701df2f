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
import type { ITranslator, TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Panel, Widget } from '@lumino/widgets';
import { databaseIcon } from '../icons';
import type { SchemaContent } from './create-browser';

export type SchemaPanelOptions = {
  /** Makes the content; called once, unless it rejects. */
  load: () => Promise<SchemaContent>;
  trans: TranslationBundle;
  translator: ITranslator;
};

export class SchemaPanel extends SidePanel {
  constructor(private readonly _options: SchemaPanelOptions) {
    super({ content: new Panel(), translator: _options.translator });
    const { trans } = _options;
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
        onClick: () => void this._collapseAll()
      })
    );
    this.toolbar.addItem(
      'refresh',
      new ToolbarButton({
        icon: refreshIcon,
        tooltip: trans.__('Refresh tables and columns'),
        onClick: () => void this.refresh()
      })
    );
  }

  /** Requests the tables and columns again. Rejects if the content cannot be loaded. */
  async refresh(): Promise<void> {
    const { browser } = await this._loaded();
    await browser.schema.refresh();
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

  private async _collapseAll(): Promise<void> {
    const { browser } = await this._loaded();
    browser.collapseAll();
  }

  private async _fill(): Promise<void> {
    const { browser, view } = await this._loaded();
    if (!this.isDisposed && view.parent === null) {
      this.addWidget(view);
    }
    await browser.schema.load();
  }

  private _loaded(): Promise<SchemaContent> {
    this._loading ??= this._options.load().catch((error: unknown) => {
      this._loading = null;
      throw error;
    });
    return this._loading;
  }

  private _loading: Promise<SchemaContent> | null = null;
}
