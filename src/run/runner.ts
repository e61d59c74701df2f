/**
 * Runs the statements of one SQL editor: Run by Run, of which one is under way, and single ones
 * beside it. It shows nothing and decides nothing; its results go to the tabs, its errors to the
 * recovery.
 */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { destructionIn } from '../sql/destructive-statement';
import type { SqlStatement } from '../sql/statements';
import type {
  ExecutedStatement,
  IConnection,
  StartedStatement
} from '../tokens';
import type { Database } from './execution/ask-database';
import { Execution } from './execution/execution';
import type { BusyRun, Questions } from './questions';
import type { Recovery } from './recovery';
import type { ResultTabs } from './tabs/result-tabs';
import { RunQueue } from './run-queue';
import type { StatementRun } from './execution/statement-run';

export type RunnerOptions = Questions & {
  /** Where a Run that is asked for now is sent to. */
  database: () => Database;
  tabs: ResultTabs;
  recovery: Recovery;
  /** The most rows of a run; `null` for all. */
  rowLimit: () => number | null;
  /** Whether statements after one that failed are left out. */
  stopsOnError: () => boolean;
  /** Called when a Run begins, before its first statement does. */
  started: () => void;
};

export class Runner implements IDisposable {
  constructor(private readonly _options: RunnerOptions) {}

  /** The Run that is under way. */
  get execution(): Execution | null {
    return this._execution;
  }

  /** How many Runs wait until the one that is under way is over. */
  get waiting(): number {
    return this._queue.waiting;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted for every statement when it begins. */
  get statementStarted(): ISignal<this, StartedStatement> {
    return this._statementStarted;
  }

  /** Emitted for every statement when it is over, also after the editor was closed. */
  get statementExecuted(): ISignal<this, ExecutedStatement> {
    return this._statementExecuted;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** What is under way is cancelled; {@link statementExecuted} still tells of it. */
  dispose(): void {
    this._isDisposed = true;
    this._execution?.dispose();
    this._execution = null;
    this._latest?.dispose();
    Signal.disconnectReceiver(this);
  }

  /**
   * Runs statements in turn. Where one of them throws something away, its user is asked first;
   * where a Run is under way, what becomes of this one. Where that is of the same statements, it
   * goes on. Never rejects: what fails is the outcome.
   * @param text - that the statements are of.
   */
  async run(statements: readonly SqlStatement[], text: string): Promise<void> {
    // Where the editor is then may be another connection than where the user wanted it run.
    const database = this._options.database();
    if (
      !this._execution?.isOf(statements, database.connection) &&
      (await this._mayRun(statements, database))
    ) {
      await this._queue.run(() => this._run(statements, { text, database }));
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
   * Asks about the Run that is under way, where there is one, whether the editor may move to another
   * connection; stops it where its user wants that.
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

  /** Runs that wait do not start, where any do; and what is `active` is cancelled. */
  cancel(active: StatementRun | null): void {
    if (this.waiting > 0) {
      this._queue.stopAll();
    }
    active?.cancel();
  }

  /** What is told to a user who is asked about the Run that is under way. */
  private get _busyRun(): BusyRun {
    return {
      sql: this._execution?.running?.sql ?? '',
      ended: this._queue.ended
    };
  }

  /** What is not sent destroys nothing. */
  private async _mayRun(
    statements: readonly SqlStatement[],
    { refusalOf, connection }: Database
  ): Promise<boolean> {
    const found = statements.flatMap(({ text: sql }) => {
      const destruction = destructionIn(sql);
      return destruction && !refusalOf(sql) ? [{ sql, destruction }] : [];
    });
    return found.length === 0 || this._options.askToDestroy(found, connection);
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
    const execution = new Execution({
      statements,
      text,
      rowLimit: rowLimit(),
      stopsOnError: stopsOnError(),
      database
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
  /** The Run that began last: only its results are shown. */
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
