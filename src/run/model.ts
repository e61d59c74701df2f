/**
 * State of one SQL editor: its Runs, their results in tabs, what a connection error stopped, and the
 * query that came with the session. Knows no view; the code editor's model has the text.
 */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import { withinLimit } from '../connection-info/limits';
import type { StatementSort } from '../sql/sorted-query';
import { withLineFeeds } from '../sql/line-ends';
import { onlyRead, SqlStatement } from '../sql/statement';
import { statementsOf } from '../sql/statements';
import type {
  IConnection,
  ExecutedStatement,
  StartedStatement
} from '../tokens';
import { CurrentConnection } from './current-connection';
import type { Database } from './execution/database';
import type { Execution } from './execution/execution';
import { HandedQuery, type SqlSource } from './handed-query';
import type { Questions } from './questions';
import { Recovery } from './recovery';
import type { ResultTab } from './tabs/result-tab';
import { ResultTabs } from './tabs/result-tabs';
import { Runner } from './runner';
import type { StatementRun } from './execution/statement-run';

export type SqlEditorModelOptions = Questions & {
  /** The first connection; see {@link SqlEditorModel.setConnection}. */
  connection: IConnection;
  source: SqlSource;
  database: Omit<Database, 'connection'>;
  /** Maximum number of rows of a Run; `null` for all. */
  rowLimit: number | null;
  /** True if a Run stops at the first failed statement. */
  stopsOnError: () => boolean;
};

/** Why nothing runs, although the user asked for something. */
export type NotRun =
  /** The text contains no statement. */
  | 'no-statement'
  /** The query that came with the session changes something, so the user has to run it. */
  | 'held-back'
  /** The page was reloaded while it ran; see {@link SqlEditorModel.interrupted}. */
  | 'interrupted';

/** A statement as it is stored across a reload. */
export type InterruptedStatement = Pick<SqlStatement, 'text' | 'range'>;

export class SqlEditorModel implements IDisposable {
  constructor(private readonly _options: SqlEditorModelOptions) {
    const { connection, database, rowLimit } = _options;
    this._rowLimit = rowLimit;
    this._connection = new CurrentConnection(connection);
    this.recovery = new Recovery(() => this.connection);
    this.recovery.changed.connect(this._onChanged, this);
    this.tabs.changed.connect(this._onChanged, this);
    this.tabs.closed.connect(this._onTabClosed, this);
    this.runner = new Runner({
      ..._options,
      database: () => ({ ...database, connection: this.connection }),
      tabs: this.tabs,
      recovery: this.recovery,
      rowLimit: () => this.rowLimit,
      text: () => this._text,
      requested: statements => this._onRequested(statements),
      started: () => {
        this.recovery.forget();
        this._notRun = null;
      }
    });
    this.runner.changed.connect(this._onChanged, this);
    this._handed = new HandedQuery({
      connection,
      source: _options.source,
      adopted: () => this._startHanded(statementsOf(this._text))
    });
    this._connection.statusChanged.connect(this._onChanged, this);
  }

  readonly tabs = new ResultTabs();
  readonly recovery: Recovery;
  /** Runs the statements of the editor. */
  readonly runner: Runner;

  /** The connection of the next statements; each {@link StatementRun} keeps its own. */
  get connection(): IConnection {
    return this._connection.value;
  }

  /** Emitted when {@link connection} changes. */
  get connectionChanged(): ISignal<unknown, void> {
    return this._connection.changed;
  }

  /** The current Run. */
  get execution(): Execution | null {
    return this.runner.execution;
  }

  /** The statement that {@link cancel} would cancel: in the top tab, or else in the Run. */
  get active(): StatementRun | null {
    const shown = this.tabs.current?.run;
    return shown?.activity ? shown : (this.execution?.running ?? null);
  }

  /** All running statements: the one of the Run, and those beside it. */
  get running(): StatementRun[] {
    const runs = this.tabs.items.map(({ run }) => run);
    return [...new Set([this.execution?.running, ...runs])].filter(
      run => run?.activity
    ) as StatementRun[];
  }

  /** Maximum number of rows of the next Run, within the administrator's limit; `null` for all. */
  get rowLimit(): number | null {
    return withinLimit(this._rowLimit, this.connection.limits);
  }

  set rowLimit(rowLimit: number | null) {
    this._rowLimit = rowLimit;
    this._changed.emit();
  }

  /** Number of Runs that wait for the current one. */
  get waiting(): number {
    return this.runner.waiting;
  }

  /** The statements that a reload interrupted: the running one, and those after it. */
  get interrupted(): readonly SqlStatement[] {
    return this._interrupted;
  }

  /** Why nothing runs; `null` if there is nothing to say. */
  get notRun(): NotRun | null {
    return this._notRun;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when a statement starts. */
  get statementStarted(): ISignal<unknown, StartedStatement> {
    return this.runner.statementStarted;
  }

  /** Emitted when a statement ends, also after the editor was closed. */
  get statementExecuted(): ISignal<unknown, ExecutedStatement> {
    return this.runner.statementExecuted;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Cancels running statements; {@link statementExecuted} is still emitted. */
  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this.runner.dispose();
    this.tabs.dispose();
    this.recovery.dispose();
    this._handed.dispose();
    this._connection.dispose();
    // Nothing is shown any more. Listeners of ending statements stay connected.
    Signal.disconnectReceiver(this);
  }

  /**
   * Sends the next statements to another database. Shown results and running statements keep their
   * connection. Asks the user during a Run. Resolves to true if the editor moved. Never rejects.
   */
  async setConnection(connection: IConnection): Promise<boolean> {
    if (connection === this.connection) {
      return true;
    }
    const mayMove = await this.runner.mayMoveTo(connection);
    if (!mayMove || this._isDisposed) {
      return false;
    }
    this._handed.forgo();
    this._notRun = null;
    // The new connection does not repeat what the old one stopped.
    this.recovery.forget();
    this._connection.value = connection;
    void connection.ready();
    return true;
  }

  /**
   * Shows the session's query as soon as it is known, unless the user types first. Runs it only if
   * it only reads: any web page can open the link, any number of times.
   */
  adoptHandedQuery(): Promise<void> {
    return this._handed.adopt();
  }

  /** Runs all statements of the text; see {@link Runner.run}. */
  runAll(): Promise<void> {
    return this.runner.run(statementsOf(this._text));
  }

  /** Says that a reload interrupted the last Run, and lets the user run it again. */
  interrupt(statements: readonly InterruptedStatement[]): void {
    this._interrupted = statements.map(
      ({ text, range }) => new SqlStatement(text, range)
    );
    this._sayNotRun('interrupted');
  }

  /** Runs a statement that is not in the text, and shows its result beside the others. */
  async runStatement(text: string): Promise<void> {
    this._handed.forgo();
    this._notRun = null;
    await this.runner.runBeside(new SqlStatement(text, null));
  }

  /** Cancels the {@link active} statement. Waiting Runs do not start. */
  cancel(): void {
    this.runner.cancel(this.active);
  }

  /** Called when the text was edited, because it may contain a statement now. */
  onEdited(): void {
    if (this._notRun === 'no-statement') {
      this._notRun = null;
      this._changed.emit();
    }
  }

  /** Shows more rows of a result. */
  loadMore(run: StatementRun, rowLimit: number | null): Promise<void> {
    return this.recovery.askFor(run, () => run.loadMore(rowLimit));
  }

  /** Lets the database sort a result; `null` for the original order. */
  sortBy(run: StatementRun, sort: StatementSort | null): Promise<void> {
    return this.recovery.askFor(run, () => run.sortBy(sort));
  }

  /** An empty Run stops nothing. */
  private _onRequested(statements: readonly SqlStatement[]): void {
    this._handed.forgo();
    if (statements.length === 0 && !this.active) {
      this.recovery.forget();
      this._sayNotRun('no-statement');
    }
  }

  private _sayNotRun(reason: NotRun): void {
    this._notRun = reason;
    this.tabs.clear();
    this._changed.emit();
  }

  private get _text(): string {
    return withLineFeeds(this._options.source.getSource());
  }

  /** Does not load rows again whose tab the user closed. */
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
      void this.runner.run(statements);
    }
  }

  private _onChanged(): void {
    this._changed.emit();
  }

  private _rowLimit: number | null;
  private _interrupted: readonly SqlStatement[] = [];
  private _notRun: NotRun | null = null;
  private _isDisposed = false;
  private readonly _connection: CurrentConnection;
  private readonly _handed: HandedQuery;
  private readonly _changed = new Signal<this, void>(this);
}
