/** Runs the statements of one Run in turn, and stops where the user wants it to. */
import { UUID } from '@lumino/coreutils';
import { Signal, type ISignal } from '@lumino/signaling';
import type { SidecarError } from '../sidecar/sidecar-error';
import { positionAt } from '../sql/error-location';
import type { SqlStatement } from '../sql/statements';
import type {
  ExecutedStatement,
  IConnection,
  StartedStatement
} from '../tokens';
import type { Database } from './ask-database';
import { StatementRun } from './statement-run';

export class Execution {
  constructor(
    private readonly _options: {
      statements: readonly SqlStatement[];
      /** The text that they are of. */
      text: string;
      rowLimit: number | null;
      stopsOnError: boolean;
      database: Database;
    }
  ) {
    const { statements, text, rowLimit, database } = _options;
    this.runs = statements.map(statement => {
      const { range } = statement;
      const start = range && positionAt(text, range.from);
      const run = new StatementRun({ statement, start, rowLimit, database });
      run.changed.connect(this._onRunChanged, this);
      return run;
    });
  }

  readonly runs: readonly StatementRun[];

  /** The place of the statement that is under way, or was last. */
  get position(): number {
    return this._position;
  }

  /** The statement that is under way; `null` before the first and after the last. */
  get running(): StatementRun | null {
    return this._isRunning ? (this.runs[this._position] ?? null) : null;
  }

  /** What the connection did wrong, so that not all statements could be run. */
  get trouble(): SidecarError | null {
    return this._trouble;
  }

  /** True where all that was not run only reads. */
  get onlyReadsAreLeft(): boolean {
    return this.runs
      .slice(this._position)
      .every(({ kind }) => kind.effect === 'none');
  }

  /** Those that are under way or waited for: not over, and not left out. */
  get left(): readonly StatementRun[] {
    return this._isRunning ? this.runs.slice(this._position) : [];
  }

  /** Where it is run. */
  get connection(): IConnection {
    return this._options.database.connection;
  }

  /** Whether it runs these statements, and no other, there. */
  isOf(statements: readonly SqlStatement[], connection: IConnection): boolean {
    return (
      connection === this.connection &&
      statements.length === this.runs.length &&
      statements.every(({ text }, at) => text === this.runs[at]?.sql)
    );
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted for every statement when it begins; not for one that is never sent. */
  get statementStarted(): ISignal<this, StartedStatement> {
    return this._statementStarted;
  }

  /** Emitted for every statement when it is over; not for one that was never sent. */
  get statementExecuted(): ISignal<this, ExecutedStatement> {
    return this._statementExecuted;
  }

  /** Runs from the first statement on, or from the one that trouble stopped. Never rejects. */
  async run(): Promise<void> {
    this._trouble = null;
    this._isRunning = true;
    this.runs.slice(this._position).forEach(run => run.wait());
    for (; this._position < this.runs.length; this._position++) {
      const run = this.runs[this._position]!;
      const { sql } = run;
      const { clock } = this._options.database;
      // One that is not sent may hold a password, as `\c db user password` does: nobody keeps it.
      const isSent = run.refusal === null;
      const started = {
        id: UUID.uuid4(),
        connection: this.connection.key,
        sql,
        startedAt: clock.today()
      };
      if (isSent) {
        this._statementStarted.emit(started);
      }
      const ran = await run.run();
      if (isSent) {
        this._statementExecuted.emit({ ...ran, ...started });
      }
      if (this._stopsAt(run)) {
        this.runs.slice(this._position + 1).forEach(left => left.skip());
        break;
      }
    }
    this._isRunning = false;
    this._changed.emit();
  }

  /** Gives up all that is under way, be it more rows of a statement that is over. */
  cancel(): void {
    this.runs.forEach(run => run.cancel());
  }

  private _stopsAt({ outcome }: StatementRun): boolean {
    if (outcome.kind !== 'failed') {
      return outcome.kind === 'cancelled';
    }
    if (outcome.error.isConnectionTrouble) {
      this._trouble = outcome.error;
      return true;
    }
    return this._options.stopsOnError;
  }

  private _onRunChanged(): void {
    this._changed.emit();
  }

  private _position = 0;
  private _isRunning = false;
  private _trouble: SidecarError | null = null;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _statementStarted = new Signal<this, StartedStatement>(this);
  private readonly _statementExecuted = new Signal<this, ExecutedStatement>(
    this
  );
}
