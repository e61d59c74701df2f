/** Notifies that editors with unsaved text were closed, and offers to reopen them. */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import type { SqlDraft } from '../tokens';

/** Editors that are closed together share one message. */
const TOGETHER_MS = 300;
const SHOWN_MS = 8_000;

export class ClosedNotice implements IDisposable {
  constructor(
    private readonly _options: {
      reopen: (draft: SqlDraft) => void;
      trans: TranslationBundle;
    }
  ) {}

  /** @param isKept - whether the text survives this page. */
  add(draft: SqlDraft, isKept: boolean): void {
    this._drafts.push(draft);
    this._areKept &&= isKept;
    void this._showing.invoke();
  }

  get isDisposed(): boolean {
    return this._showing.isDisposed;
  }

  dispose(): void {
    this._showing.dispose();
  }

  private _show(): void {
    const { reopen, trans } = this._options;
    const drafts = this._drafts.splice(0);
    const areKept = this._areKept;
    this._areKept = true;
    const actions = [
      {
        label: trans.__('Reopen'),
        callback: () => drafts.forEach(draft => reopen(draft))
      }
    ];
    if (!areKept) {
      // It stays open: a user who misses it would lose the text.
      Notification.warning(
        drafts.length === 1
          ? trans.__(
              '“%1” was closed, but the browser cannot save its text. Reopen it before you leave this page.',
              drafts[0]?.title
            )
          : trans.__(
              '%1 SQL editors were closed, but the browser cannot save all of their text. Reopen them before you leave this page.',
              drafts.length
            ),
        { autoClose: false, actions }
      );
      return;
    }
    Notification.info(
      drafts.length === 1
        ? trans.__('“%1” was closed. Its text is saved.', drafts[0]?.title)
        : trans.__(
            '%1 SQL editors were closed. Their text is saved.',
            drafts.length
          ),
      { autoClose: SHOWN_MS, actions }
    );
  }

  private readonly _showing = new Debouncer(() => this._show(), TOGETHER_MS);
  private readonly _drafts: SqlDraft[] = [];
  private _areKept = true;
}
