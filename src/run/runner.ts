/**
 * Runs the statements of one SQL editor: one Run at a time, and single statements beside it. Gives
 * results to the tabs and connection errors to the recovery. Knows no view.
 */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { TextPositions } from '../sql/error-location';
import type { SqlStatement } from '../sql/statement';
import type {
  ExecutedStatement,
  IConnection,
  StartedStatement
} from '../tokens';
import type { Database } from './execution/database';
import { Execution } from './execution/execution';
import type { BusyRun, Questions } from './questions';
import type { Recovery } from './recovery';
import type { ResultTabs } from './tabs/result-tabs';
import { RunQueue } from './run-queue';
import { StatementRun } from './execution/statement-run';

export type RunnerOptions = Questions & {
  /** The current database of the editor. */
  database: () => Database;
  /** The current text of the editor. */
  text: () => string;
  tabs: ResultTabs;
  recovery: Recovery;
  /** Maximum number of rows of a Run; `null` for all. */
  rowLimit: () => number | null;
  /** True if a Run stops at the first failed statement. */
  stopsOnError: () => boolean;
  /** Called when the user asks for statements, even if there are none. */
  requested: (statements: readonly SqlStatement[]) => void;
  /** Called when a Run starts, before its first statement. */
  started: () => void;
};

export class Runner implements IDisposable {
  constructor(private readonly _options: RunnerOptions) {}

  /** The current Run. */
  get execution(): Execution | null {
    return this._execution;
  }

  /** Number of Runs that wait for the current one. */
  get waiting(): number {
    return this._queue.waiting;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when a statement starts. */
  get statementStarted(): ISignal<this, StartedStatement> {
    return this._statementStarted;
  }

  /** Emitted when a statement ends, also after the editor was closed. */
  get statementExecuted(): ISignal<this, ExecutedStatement> {
    return this._statementExecuted;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Cancels running statements; {@link statementExecuted} is still emitted. */
  dispose(): void {
    this._isDisposed = true;
    this._execution?.dispose();
    this._execution = null;
    this._latest?.dispose();
    Signal.disconnectReceiver(this);
  }

  /**
   * Runs statements of the text in turn. Asks the user first if one of them destroys something, and
   * if another Run is not over. If that Run has the same statements, it continues instead. As
   * soon as there are results, they replace those that are shown. Never rejects: an error is an
   * outcome.
   */
  async run(statements: readonly SqlStatement[]): Promise<void> {
    const { database, text, requested } = this._options;
    requested(statements);
    // The editor may move to another connection before the statements start.
    const from = { database: database(), text: text() };
    if (
      statements.length > 0 &&
      !this._isRunning(statements, from.database.connection) &&
      (await this._mayRun(statements, from.database))
    ) {
      await this._queue.run(() => this._run(statements, from));
    }
  }

  /** Runs a statement that is not in the text, and shows its result beside the others. */
  async runBeside(statement: SqlStatement): Promise<void> {
    const database = this._options.database();
    if (!(await this._mayRun([statement], database))) {
      return;
    }
    const execution = this._prepare([statement], { text: '', database });
    this._options.tabs.add(execution);
    await this._executeBeside(execution);
  }

  /**
   * Tells if the editor may move to another connection. During a Run, the user decides, and may stop
   * the Run.
   */
  async mayMoveTo(connection: IConnection): Promise<boolean> {
    if (!this._execution) {
      return true;
    }
    const { askToMove } = this._options;
    const choice = await askToMove(this._busyRun, connection);
    if (choice === 'stop') {
      this.cancel(this._execution?.running ?? null);
    }
    return choice !== 'stay';
  }

  /** Cancels `active`. Waiting Runs do not start. */
  cancel(active: StatementRun | null): void {
    if (this.waiting > 0) {
      this._queue.stopAll();
    }
    active?.cancel();
  }

  /** The current Run, for a question to the user. */
  private get _busyRun(): BusyRun {
    return {
      sql: this._execution?.running?.sql ?? '',
      ended: this._queue.ended
    };
  }

  /** True if the current Run has the same statements on the same connection. */
  private _isRunning(
    statements: readonly SqlStatement[],
    connection: IConnection
  ): boolean {
    const { runs = [] } = this._execution ?? {};
    return (
      connection === this._execution?.connection &&
      statements.length === runs.length &&
      statements.every(({ sql }, at) => sql === runs[at]?.sql)
    );
  }

  /** Asks the user about statements that destroy something, except those that are not sent. */
  private async _mayRun(
    statements: readonly SqlStatement[],
    { notSentError, connection }: Database
  ): Promise<boolean> {
    const destructive = statements.filter(
      statement => statement.destruction && !notSentError(statement)
    );
    return (
      destructive.length === 0 ||
      this._options.askToDestroy(destructive, connection)
    );
  }

  private async _run(
    statements: readonly SqlStatement[],
    from: { text: string; database: Database }
  ): Promise<void> {
    if (this._isDisposed) {
      return;
    }
    const { tabs, started } = this._options;
    started();
    const execution = this._prepare(statements, from);
    this._latest = execution;
    const old = tabs.executions;
    execution.changed.connect(() => {
      if (execution === this._latest) {
        tabs.show(execution, old);
      }
    });
    await this._execute(execution);
  }

  private _prepare(
    statements: readonly SqlStatement[],
    { text, database }: { text: string; database: Database }
  ): Execution {
    const { stopsOnError, rowLimit } = this._options;
    const { connection, clock } = database;
    const limit = rowLimit();
    const positions = new TextPositions(text);
    const execution = new Execution({
      runs: statements.map(statement => {
        const { range } = statement;
        const start = range && positions.at(range.from);
        return new StatementRun({
          ...{ statement, start, database },
          rowLimit: limit
        });
      }),
      connection,
      clock,
      stopsOnError: stopsOnError()
    });
    execution.changed.connect(this._onChanged, this);
    execution.statementStarted.connect((_, started) =>
      this._statementStarted.emit(started)
    );
    execution.statementExecuted.connect((_, executed) =>
      this._statementExecuted.emit(executed)
    );
    return execution;
  }

  private async _execute(execution: Execution): Promise<void> {
    this._execution = execution;
    await execution.run();
    if (this._execution !== execution) {
      return;
    }
    this._execution = null;
    this._options.recovery.takeFrom(execution, () =>
      this._queue.run(() => this._execute(execution))
    );
    this._changed.emit();
  }

  private async _executeBeside(execution: Execution): Promise<void> {
    await execution.run();
    this._options.recovery.takeFrom(execution, () =>
      this._executeBeside(execution)
    );
  }

  private _onChanged(): void {
    this._changed.emit();
  }

  private _execution: Execution | null = null;
  /** The newest Run: only its results are shown. */
  private _latest: Execution | null = null;
  private _isDisposed = false;
  private readonly _queue = new RunQueue({
    cancel: () => this._execution?.cancel(),
    ask: () => this._options.askWhenBusy(this._busyRun),
    changed: () => this._changed.emit()
  });
  private readonly _changed = new Signal<this, void>(this);
  private readonly _statementStarted = new Signal<this, StartedStatement>(this);
  private readonly _statementExecuted = new Signal<this, ExecutedStatement>(
    this
  );
}
