/**
 * What one SQL editor does: runs statements, puts their results into tabs, and takes over the query
 * that came with the session. It knows no view; the text itself lives in the code editor's model.
 */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { StatementSort } from '../sql/sorted-statement';
import { withLineFeeds } from '../sql/line-ends';
import { onlyRead } from '../sql/statement-kind';
import { statementsOf, type SqlStatement } from '../sql/statements';
import type {
  IConnection,
  ExecutedStatement,
  StartedStatement
} from '../tokens';
import type { Database } from './ask-database';
import { Execution } from './execution';
import { HandedQuery, type SqlSource } from './handed-query';
import { Recovery } from './recovery';
import { RunQueue, type BusyRun, type RunChoice } from './run-queue';
import { ResultTabs, type ResultTab } from './result-tabs';
import type { StatementRun } from './statement-run';

export type SqlEditorModelOptions = {
  connection: IConnection;
  source: SqlSource;
  database: Omit<Database, 'connection'>;
  /** The most rows of a run; `null` for all. */
  rowLimit: number | null;
  /** Whether statements after one that failed are left out. */
  stopsOnError: () => boolean;
  /** Asks what becomes of a Run while another is under way. */
  askWhenBusy: (busy: BusyRun) => Promise<RunChoice>;
};

/** Why nothing runs, though something was asked for. */
export type NotRun =
  /** The text holds no statement. */
  | 'no-statement'
  /** The query that came with the session changes something, so the user has to run it. */
  | 'held-back'
  /** The page was reloaded while it ran; see {@link SqlEditorModel.interrupted}. */
  | 'interrupted';

export class SqlEditorModel implements IDisposable {
  constructor(private readonly _options: SqlEditorModelOptions) {
    const { connection, rowLimit } = _options;
    this._rowLimit = rowLimit;
    this.recovery = new Recovery(connection);
    this.recovery.changed.connect(this._onChanged, this);
    this.tabs.changed.connect(this._onChanged, this);
    this.tabs.closed.connect(this._onTabClosed, this);
    this._handed = new HandedQuery({
      connection,
      source: _options.source,
      adopted: () => this._startHanded(this._all())
    });
    connection.statusChanged.connect(this._onChanged, this);
  }

  readonly tabs = new ResultTabs();
  readonly recovery: Recovery;

  /** The Run that is under way. */
  get execution(): Execution | null {
    return this._execution;
  }

  /** What is under way and would be cancelled: in the tab on top, or else in the Run. */
  get active(): StatementRun | null {
    const shown = this.tabs.current?.run;
    return shown?.activity ? shown : (this._execution?.running ?? null);
  }

  /** Every statement that the database works on: that of the Run, and those beside it. */
  get running(): StatementRun[] {
    const runs = this.tabs.items.map(({ run }) => run);
    return [...new Set([this._execution?.running, ...runs])].filter(
      run => run?.activity
    ) as StatementRun[];
  }

  /** The most rows of a run from now on; `null` for all. */
  get rowLimit(): number | null {
    return this._rowLimit;
  }

  set rowLimit(rowLimit: number | null) {
    this._rowLimit = rowLimit;
    this._changed.emit();
  }

  /** How many Runs wait until the one that is under way is over. */
  get waiting(): number {
    return this._queue.waiting;
  }

  /** What a reload left undone: the statements that were under way, and those after them. */
  get interrupted(): readonly SqlStatement[] {
    return this._interrupted;
  }

  /** What is said in place of results; `null` where there is nothing to say. */
  get notRun(): NotRun | null {
    return this._notRun;
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
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._execution?.cancel();
    this._execution = null;
    this.tabs.items.forEach(({ run }) => run?.cancel());
    this.recovery.dispose();
    this._handed.dispose();
    // Nothing is shown any more. Who hears of statements that end stays connected.
    Signal.disconnectReceiver(this);
  }

  /**
   * Shows the session's query as soon as it is known, unless something was typed first, and runs
   * it where it only reads: a page elsewhere can open the link as often as it likes.
   */
  adoptHandedQuery(): Promise<void> {
    return this._handed.adopt();
  }

  /**
   * Runs statements in turn, by default those of the text. Their results take the place of those
   * that are shown, as soon as there are any. Where a Run is under way, its user is asked what
   * becomes of this one; where it is of the same statements, it goes on. Never rejects: what fails
   * is the outcome.
   */
  async run(statements: readonly SqlStatement[] = this._all()): Promise<void> {
    this._handed.forgo();
    if (statements.length === 0) {
      this._refuseEmptyRun();
      return;
    }
    if (!this._execution?.isOf(statements)) {
      const text = this._text;
      await this._queue.run(() => this._run(statements, text));
    }
  }

  /** Says that the last Run was interrupted by a reload, and lets its user run it again. */
  interrupt(statements: readonly SqlStatement[]): void {
    this._interrupted = statements;
    this._sayNotRun('interrupted');
  }

  /** Runs a statement that is not in the text, and shows its result beside the others. */
  async runStatement(text: string): Promise<void> {
    this._handed.forgo();
    this._notRun = null;
    const execution = this._prepare([{ text, range: null }], '');
    this.tabs.add(execution);
    await this._executeBeside(execution);
  }

  /** Gives up what is under way. Runs that wait for it do not start. */
  cancel(): void {
    if (this.waiting > 0) {
      this._queue.stopAll();
    }
    this.active?.cancel();
  }

  /** Takes note that the text was edited: it may hold a statement now. */
  onEdited(): void {
    if (this._notRun === 'no-statement') {
      this._notRun = null;
      this._changed.emit();
    }
  }

  /** Shows more rows of a result. */
  async loadMore(run: StatementRun, rowLimit: number | null): Promise<void> {
    this.recovery.forget(run);
    const error = await run.loadMore(rowLimit);
    const retry = (): Promise<void> => this.loadMore(run, rowLimit);
    this.recovery.take({ error, subject: run, onlyReads: true, retry });
  }

  /** Has the database sort a result; `null` for the order that its rows came in. */
  async sortBy(run: StatementRun, sort: StatementSort | null): Promise<void> {
    this.recovery.forget(run);
    const error = await run.sortBy(sort);
    const retry = (): Promise<void> => this.sortBy(run, sort);
    this.recovery.take({ error, subject: run, onlyReads: true, retry });
  }

  /** What runs or loads goes on: nobody asked for its end. */
  private _refuseEmptyRun(): void {
    if (!this.active) {
      this.recovery.forget();
      this._sayNotRun('no-statement');
    }
  }

  private _sayNotRun(reason: NotRun): void {
    this._notRun = reason;
    this.tabs.clear();
    this._changed.emit();
  }

  private async _run(
    statements: readonly SqlStatement[],
    text: string
  ): Promise<void> {
    if (this._isDisposed) {
      return;
    }
    this.recovery.forget();
    this._notRun = null;
    const execution = this._prepare(statements, text);
    this._latest = execution;
    const old = this.tabs.executions;
    execution.changed.connect(() => {
      if (execution === this._latest) {
        this.tabs.show(execution, old);
      }
    });
    await this._execute(execution);
  }

  private _all(): SqlStatement[] {
    return statementsOf(this._text);
  }

  private get _text(): string {
    return withLineFeeds(this._options.source.getSource());
  }

  /** @param text - that the statements are of. */
  private _prepare(
    statements: readonly SqlStatement[],
    text: string
  ): Execution {
    const { database, stopsOnError, connection } = this._options;
    const execution = new Execution({
      statements,
      text,
      rowLimit: this._rowLimit,
      stopsOnError: stopsOnError(),
      database: { ...database, connection }
    });
    execution.changed.connect(this._onChanged, this);
    execution.statementStarted.connect((_, started) =>
      this._statementStarted.emit(started)
    );
    execution.statementExecuted.connect((_, ran) =>
      this._statementExecuted.emit(ran)
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
    this.recovery.takeFrom(execution, () =>
      this._queue.run(() => this._execute(execution))
    );
    this._changed.emit();
  }

  private async _executeBeside(execution: Execution): Promise<void> {
    await execution.run();
    this.recovery.takeFrom(execution, () => this._executeBeside(execution));
  }

  /** Rows that the user has closed are not asked for again. */
  private _onTabClosed(_: ResultTabs, { execution, run }: ResultTab): void {
    if (run) {
      this.recovery.forget(run);
    }
    if (!this.tabs.executions.has(execution)) {
      this.recovery.forget(execution);
    }
  }

  private _startHanded(statements: readonly SqlStatement[]): void {
    if (!onlyRead(statements)) {
      this._sayNotRun('held-back');
    } else if (statements.length > 0) {
      void this.run(statements);
    }
  }

  private _onChanged(): void {
    this._changed.emit();
  }

  private _rowLimit: number | null;
  private _execution: Execution | null = null;
  /** The Run that began last: only its results are shown. */
  private _latest: Execution | null = null;
  private _interrupted: readonly SqlStatement[] = [];
  private _notRun: NotRun | null = null;
  private _isDisposed = false;
  private readonly _handed: HandedQuery;
  private readonly _queue = new RunQueue({
    cancel: () => this._execution?.cancel(),
    ask: ended => {
      const sql = this._execution?.running?.sql ?? '';
      return this._options.askWhenBusy({ sql, ended });
    },
    changed: () => this._changed.emit()
  });
  private readonly _changed = new Signal<this, void>(this);
  private readonly _statementStarted = new Signal<this, StartedStatement>(this);
  private readonly _statementExecuted = new Signal<this, ExecutedStatement>(
    this
  );
}
