/** Shows the history, newest first, filtered by a search. Loaded when first shown. */
import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Message } from '@lumino/messaging';
import { Poll } from '@lumino/polling';
import * as React from 'react';
import type { IClosedDrafts } from '../tokens';
import { DraftsSection } from './drafts-section';
import { byDay, searched, type HistoryEntry } from './entries';
import { dayText } from './entry-text';
import { EntryView, type EntryActions } from './entry-view';
import type { HistoryModel } from './model';

/** As many entries as a user looks at; the search finds the others. */
const SHOWN_AT_FIRST = 200;
/** How often “5 minutes ago” is updated. */
const REFRESH_MS = 60_000;

export type HistoryPanelOptions = {
  model: HistoryModel;
  actions: EntryActions;
  /** The texts of closed editors; `null` if they are not saved. */
  drafts: IClosedDrafts | null;
  trans: TranslationBundle;
};

export class HistoryPanel extends ReactWidget {
  constructor(private readonly _options: HistoryPanelOptions) {
    super();
    this.addClass('jp-OmniSciHistory-view');
    _options.model.changed.connect(this._onChanged, this);
    _options.drafts?.changed.connect(this._onChanged, this);
  }

  override dispose(): void {
    if (this.isDisposed) {
      return;
    }
    this._refreshing.dispose();
    super.dispose();
  }

  focusSearch(): void {
    this.node.querySelector('input')?.focus();
  }

  protected override onAfterShow(msg: Message): void {
    super.onAfterShow(msg);
    void this._options.drafts?.load();
    this.update();
  }

  protected override onAfterAttach(msg: Message): void {
    super.onAfterAttach(msg);
    void this._options.drafts?.load();
    void this._refreshing.start();
  }

  protected override onBeforeDetach(msg: Message): void {
    void this._refreshing.stop();
    super.onBeforeDetach(msg);
  }

  protected override render(): React.ReactElement {
    const { model, trans } = this._options;
    const { found } = model;
    const notice = noticeOf(model, trans);
    return (
      <>
        <input
          className="jp-OmniSciHistory-search"
          type="search"
          placeholder={trans.__('Search the history')}
          aria-label={trans.__('Search the history')}
          value={model.search}
          onChange={event => {
            this._shown = SHOWN_AT_FIRST;
            model.search = event.target.value;
          }}
          onKeyDown={event => {
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              this._focusEntry(0);
            }
          }}
        />
        {notice && <p className="jp-OmniSciHistory-notice">{notice}</p>}
        <p className="jp-OmniSciHistory-hint" role="status">
          {hintOf(model, trans)}
        </p>
        <div
          className="jp-OmniSciHistory-list"
          onKeyDown={event => this._onKeyDown(event)}
        >
          {this._drafts()}
          {byDay(found.slice(0, this._shown)).map(({ startsAt, entries }) => (
            <section key={startsAt}>
              <h3 className="jp-OmniSciHistory-day">
                {dayText({ startsAt, now: Date.now() }, trans)}
              </h3>
              <ul>{entries.map(entry => this._entry(entry))}</ul>
            </section>
          ))}
          {found.length > this._shown && (
            <button
              className="jp-OmniSciHistory-more"
              onClick={() => {
                this._shown += SHOWN_AT_FIRST;
                this.update();
              }}
            >
              {trans.__('Show %1 more', found.length - this._shown)}
            </button>
          )}
        </div>
      </>
    );
  }

  private _drafts(): React.ReactElement | null {
    const { model, drafts, trans } = this._options;
    const ran = new Set(model.entries.map(({ sql }) => sql));
    const unrun = drafts?.items.filter(({ sql }) => !ran.has(sql.trim()));
    return (
      drafts && (
        <DraftsSection
          drafts={drafts}
          found={searched(unrun ?? [], model.search)}
          isOpen={model.search.trim() !== ''}
          trans={trans}
        />
      )
    );
  }

  private _entry(entry: HistoryEntry): React.ReactElement {
    const { model, actions, trans } = this._options;
    const stop = model.found.some(({ id }) => id === this._stop)
      ? this._stop
      : model.found[0]?.id;
    return (
      <EntryView
        key={entry.id}
        entry={entry}
        actions={actions}
        isStop={entry.id === stop}
        onFocus={() => {
          if (this._stop !== entry.id) {
            this._stop = entry.id;
            this.update();
          }
        }}
        trans={trans}
      />
    );
  }

  private _onKeyDown(event: React.KeyboardEvent): void {
    const at = this._entries().findIndex(
      ({ dataset }) => dataset['entry'] === this._stop
    );
    const entry = this._options.model.found[at];
    const { target } = event;
    if (
      !entry ||
      !(target instanceof HTMLElement) ||
      !target.dataset['entry']
    ) {
      return;
    }
    switch (event.key) {
      case 'ArrowDown':
        this._focusEntry(at + 1);
        break;
      case 'ArrowUp':
        if (at === 0) {
          this.focusSearch();
        }
        this._focusEntry(at - 1);
        break;
      case 'Delete':
        this._options.actions.remove(entry);
        this._focusEntry(at === 0 ? 1 : at - 1);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  private _entries(): HTMLElement[] {
    return [...this.node.querySelectorAll<HTMLElement>('[data-entry]')];
  }

  private _focusEntry(index: number): void {
    this._entries()[index]?.focus();
  }

  private _onChanged(): void {
    this.update();
  }

  private _shown = SHOWN_AT_FIRST;
  private _stop = '';
  private readonly _refreshing = new Poll({
    name: 'jupyterlab-omnisci:history-times',
    auto: false,
    frequency: { interval: REFRESH_MS, backoff: false },
    factory: () => Promise.resolve(this.update())
  });
}

function noticeOf(model: HistoryModel, trans: TranslationBundle): string {
  if (model.offBy === 'administrator') {
    return trans.__(
      'New queries are not saved. The administrator has turned the history off.'
    );
  }
  if (model.offBy === 'user') {
    return trans.__(
      'New queries are not saved. The history is turned off in Settings.'
    );
  }
  return model.isPersistent
    ? ''
    : trans.__(
        'This browser does not allow storage. The history is lost when you close the page.'
      );
}

function hintOf(model: HistoryModel, trans: TranslationBundle): string {
  if (model.isLoading) {
    return '';
  }
  if (model.entries.length === 0) {
    if (model.offBy) {
      return '';
    }
    return trans.__('Statements that you run in a SQL editor appear here.');
  }
  const { length } = model.found;
  if (model.search.trim() === '') {
    return '';
  }
  return length === 0
    ? trans.__('No query matches the search.')
    : trans._n('%1 query matches.', '%1 queries match.', length);
}
