/**
 * Marks the running statement and the database's errors in the text of an editor. The marks move
 * with the text as it is edited.
 */
import type { EditorView } from '@codemirror/view';
import type { Execution } from '../run/execution/execution';
import type { StatementRun } from '../run/execution/statement-run';
import {
  errorRangeOf,
  markErrors,
  type ErrorMark
} from '../code-mirror/error-mark';
import { markRunning, markStatements, rangeOf } from './running-mark';

export class StatementMarks {
  /**
   * @param _view - the editor, which must have the extensions of the marks; it changes after a
   * move.
   */
  constructor(private readonly _view: () => EditorView) {}

  /** Updates the marks for a Run; `null` if none is running. */
  update(execution: Execution | null): void {
    const view = this._view();
    if (execution && execution !== this._marked) {
      this._marked = execution;
      markStatements(
        view,
        execution.runs.map(({ range }) => range)
      );
    }
    const running = execution?.running ? execution.position : null;
    if (running !== this._running) {
      this._running = running;
      markRunning(view, running);
    }
    this._markErrors(view);
  }

  /** Moves the marks to the editor that `move` puts in place of this one. */
  carryOver(move: () => void): void {
    const old = this._view();
    const ranges = this._marked?.runs.map((_, index) => rangeOf(old, index));
    move();
    markStatements(this._view(), ranges ?? []);
    this._running = null;
  }

  /**
   * Selects a statement of the last Run in the text, wherever it has moved, or the error in it if
   * that was not edited.
   */
  reveal(run: StatementRun, what: 'statement' | 'error'): void {
    const index = this._marked?.runs.indexOf(run) ?? -1;
    const view = this._view();
    const range =
      (what === 'error' ? errorRangeOf(view, index) : null) ??
      rangeOf(view, index);
    if (range) {
      view.dispatch({
        selection: { anchor: range.from, head: range.to },
        scrollIntoView: true
      });
    }
  }

  /** Marks the database's errors in the statements of the last Run. */
  private _markErrors(view: EditorView): void {
    const runs = this._marked?.runs ?? [];
    const failed = runs.filter(({ errorRange }) => errorRange !== null);
    if (
      failed.length === this._failed.length &&
      failed.every((run, index) => run === this._failed[index])
    ) {
      return;
    }
    this._failed = failed;
    markErrors(
      view,
      failed.flatMap((run): ErrorMark[] => {
        const index = runs.indexOf(run);
        const statement = rangeOf(view, index);
        const { errorRange, range, errorText: message } = run;
        // It was edited while it ran, so it is no longer in the text.
        if (!statement || !errorRange || !range) {
          return [];
        }
        const moved = statement.from - range.from;
        const to = Math.min(errorRange.to + moved, statement.to);
        return [{ from: errorRange.from + moved, to, index, message }];
      })
    );
  }

  private _marked: Execution | null = null;
  private _failed: readonly StatementRun[] = [];
  private _running: number | null = null;
}
