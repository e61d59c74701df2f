/** Says that editors with unsaved text were closed, and offers to open them again. */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Debouncer } from '@lumino/polling';
import type { SqlDraft } from '../tokens';

/** Several that are closed together are one message. */
const TOGETHER_MS = 300;
const SHOWN_MS = 8_000;

export class ClosedNotice implements IDisposable {
  constructor(
    private readonly _options: {
      reopen: (draft: SqlDraft) => void;
      trans: TranslationBundle;
    }
  ) {}

  add(draft: SqlDraft): void {
    this._drafts.push(draft);
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
    Notification.info(
      drafts.length === 1
        ? trans.__('“%1” was closed. Its text is kept.', drafts[0]?.title)
        : trans.__(
            '%1 SQL editors were closed. Their texts are kept.',
            drafts.length
          ),
      {
        autoClose: SHOWN_MS,
        actions: [
          {
            label: trans.__('Reopen'),
            callback: () => drafts.forEach(draft => reopen(draft))
          }
        ]
      }
    );
  }

  private readonly _showing = new Debouncer(() => this._show(), TOGETHER_MS);
  private readonly _drafts: SqlDraft[] = [];
}
