/** The tabs above the results; hidden for a single result. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { TabBarSvg } from '@jupyterlab/ui-components';
import { Signal, type ISignal } from '@lumino/signaling';
import { TabBar, Title } from '@lumino/widgets';
import { truncate } from '../text/truncate';
import type { SqlEditorModel } from '../run/model';
import type { ResultTab } from '../run/tabs/result-tab';

/** Number of characters of a statement in a tab. */
const LABEL_LENGTH = 28;
/** Number of characters of a statement in its tooltip. */
const CAPTION_LENGTH = 1_000;

export class ResultTabBar extends TabBar<ResultTab> {
  constructor(
    private readonly _options: {
      model: SqlEditorModel;
      trans: TranslationBundle;
    }
  ) {
    super({
      renderer: TabBarSvg.defaultRenderer,
      insertBehavior: 'none',
      removeBehavior: 'none'
    });
    const { model, trans } = _options;
    this.addClass('jp-OmniSciResultTabs');
    this.contentNode.setAttribute('aria-label', trans.__('Results'));
    this.currentChanged.connect(this._onCurrentChanged, this);
    this.tabCloseRequested.connect((_, { title }) =>
      model.tabs.close(title.owner)
    );
    this.tabActivateRequested.connect(() => this._activated.emit());
  }

  /** Emitted when the user chose a tab and wants to continue in its result. */
  get activated(): ISignal<this, void> {
    return this._activated;
  }

  /** Tells assistive technology that `node` is the panel of a tab. */
  describe(node: HTMLElement, tab: ResultTab | null): void {
    if (this.isHidden || !tab) {
      node.removeAttribute('role');
      node.removeAttribute('aria-label');
    } else {
      node.setAttribute('role', 'tabpanel');
      node.setAttribute('aria-label', this._label(tab));
    }
  }

  /** Lumino moves among tabs by arrow keys and selects by Enter; Delete closes. */
  override handleEvent(event: Event): void {
    super.handleEvent(event);
    if (event.type === 'keydown' && (event as KeyboardEvent).key === 'Delete') {
      const index = [...this.contentNode.children].indexOf(
        event.target as Element
      );
      const title = this.titles[index];
      if (title) {
        event.stopPropagation();
        this._options.model.tabs.close(title.owner);
        this._activated.emit();
      }
    }
  }

  /** Updates the tabs. */
  sync(): void {
    const { items, current } = this._options.model.tabs;
    this._isSyncing = true;
    const isSame =
      items.length === this.titles.length &&
      items.every((tab, index) => this.titles[index]?.owner === tab);
    if (!isSame) {
      this.clearTabs();
      items.forEach(tab =>
        this.addTab(
          new Title<ResultTab>({
            owner: tab,
            label: this._label(tab),
            caption: truncate(tab.run?.sql ?? '', CAPTION_LENGTH),
            closable: true
          })
        )
      );
    }
    this.currentIndex = items.findIndex(tab => tab === current);
    this._isSyncing = false;
    this.setHidden(items.length < 2);
  }

  private _label({ execution, run }: ResultTab): string {
    const { trans } = this._options;
    if (!run) {
      return trans.__('All %1 statements', execution.runs.length);
    }
    const short = truncate(run.sql.replace(/\s+/g, ' '), LABEL_LENGTH);
    return execution.runs.length > 1
      ? `${execution.runs.indexOf(run) + 1}: ${short}`
      : short;
  }

  private _onCurrentChanged(): void {
    const tab = this.currentTitle?.owner;
    if (tab && !this._isSyncing) {
      this._options.model.tabs.select(tab);
    }
  }

  private _isSyncing = false;
  private readonly _activated = new Signal<this, void>(this);
}
