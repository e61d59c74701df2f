/** Finds long Runs that ended where their user could not see it. No view. */
import type { ISqlEditor, ExecutedStatement } from '../tokens';
import type { EndedRun } from './end-text';

export type EndWatchOptions = {
  /** Milliseconds of a monotonic clock. */
  now: () => number;
  /** Shorter Runs cause no notification, in milliseconds; `null` if none does. */
  shortest: () => number | null;
  /** Whether the user can see an editor. */
  isSeen: (editor: ISqlEditor) => boolean;
  tell: (editor: ISqlEditor, ended: EndedRun) => void;
};

export class EndWatch {
  constructor(private readonly _options: EndWatchOptions) {}

  add(editor: ISqlEditor): void {
    let startedAt: number | null = null;
    let ran: ExecutedStatement[] = [];
    editor.statementExecuted.connect((_, statement) => {
      ran.push(statement);
    });
    editor.activityChanged.connect(() => {
      if (editor.isBusy) {
        startedAt ??= this._options.now();
      } else if (startedAt !== null) {
        this._end(editor, { startedAt, ran });
        startedAt = null;
        ran = [];
      }
    });
  }

  private _end(
    editor: ISqlEditor,
    { startedAt, ran }: { startedAt: number; ran: readonly ExecutedStatement[] }
  ): void {
    const { now, shortest, isSeen, tell } = this._options;
    const elapsedMs = now() - startedAt;
    const least = shortest();
    const [last] = ran.slice(-1);
    // The user already knows about a cancelled Run.
    if (last && last.outcome !== 'cancelled' && least !== null) {
      if (elapsedMs >= least && !isSeen(editor)) {
        tell(editor, { title: editor.widget.title.label, elapsedMs, ran });
      }
    }
  }
}
