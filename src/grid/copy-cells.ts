/**
 * Copies the cells of a grid to the clipboard, asks before it copies very many, and reports what it
 * did.
 */
import {
  Clipboard,
  Dialog,
  Notification,
  showDialog,
  showErrorMessage
} from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import {
  copyText,
  wholeRange,
  type CopiedText,
  type CopyFormat,
  type CopyOptions
} from '../table/copy-text';
import { cellCount } from './selection';
import type { CellRange } from '../table/shown-rows';
import type { IResultGrid } from '../tokens';

/** Number of cells above which a copy asks first, as in JupyterLab's CSV viewer. */
const MANY_CELLS = 1_000_000;
const NOTICE_MS = 3000;

export class CellCopier {
  constructor(private readonly _trans: TranslationBundle) {}

  /** Copies the selection, or all rows if nothing is selected. */
  async copy(
    grid: Pick<IResultGrid, 'rows' | 'selection'>,
    options: CopyOptions
  ): Promise<void> {
    const trans = this._trans;
    const { rows } = grid;
    const range = grid.selection ?? wholeRange(rows);
    const count = cellCount(range);
    if (count > MANY_CELLS && !(await this._confirm(count))) {
      return;
    }
    let copied: CopiedText;
    try {
      copied = copyText(rows, range, options);
      Clipboard.copyToSystem(copied.text);
    } catch (error) {
      // The text is too long for one string, or the browser does not allow a page to copy that
      // much.
      await showErrorMessage(
        trans.__('The cells cannot be copied'),
        error as Error
      );
      return;
    }
    this._say(
      [this._notice(range, options.format), ...this._changesText(copied)].join(
        ' '
      )
    );
  }

  private async _confirm(count: number): Promise<boolean> {
    const trans = this._trans;
    const { button } = await showDialog({
      title: trans.__('Copy %1 cells?', count.toLocaleString()),
      body: trans.__(
        'This is a lot of text. Copying and pasting it may take long. To write it to a file instead, use “Export Result…”.'
      ),
      buttons: [
        Dialog.cancelButton({ label: trans.__('Cancel') }),
        Dialog.okButton({ label: trans.__('Copy') })
      ]
    });
    return button.accept;
  }

  private _notice(range: CellRange, format: CopyFormat): string {
    const trans = this._trans;
    const rowCount = range.lastRow - range.firstRow + 1;
    const columnCount = range.lastColumn - range.firstColumn + 1;
    const rows = trans._n(
      '%1 row',
      '%1 rows',
      rowCount,
      rowCount.toLocaleString()
    );
    const columns = trans._n(
      '%1 column',
      '%1 columns',
      columnCount,
      columnCount
    );
    switch (format) {
      case 'tsv':
        return trans.__('Copied %1 × %2.', rows, columns);
      case 'tsvWithHeaders':
        return trans.__('Copied %1 × %2 with headers.', rows, columns);
      case 'markdown':
        return trans.__('Copied %1 × %2 as Markdown.', rows, columns);
      case 'csv':
        return trans.__('Copied %1 × %2 as CSV.', rows, columns);
    }
  }

  /** How the copied text differs from the database. */
  private _changesText({ madeSafe, rounded }: CopiedText): string[] {
    const trans = this._trans;
    const safe = trans._n(
      'One text got a leading apostrophe, so that spreadsheets do not run it.',
      '%2 texts got a leading apostrophe, so that spreadsheets do not run them.',
      madeSafe,
      madeSafe.toLocaleString()
    );
    const inexact = trans._n(
      'One number may be rounded (≈).',
      '%2 numbers may be rounded (≈).',
      rounded,
      rounded.toLocaleString()
    );
    return [...(madeSafe > 0 ? [safe] : []), ...(rounded > 0 ? [inexact] : [])];
  }

  /** One notice at a time: the next one replaces the last. */
  private _say(message: string): void {
    if (this._noticeId !== null) {
      Notification.dismiss(this._noticeId);
    }
    this._noticeId = Notification.success(message, { autoClose: NOTICE_MS });
  }

  private _noticeId: string | null = null;
}
