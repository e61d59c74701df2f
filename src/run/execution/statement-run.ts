/**
 * One statement on its way through the database: its current request, its outcome, and more of its
 * rows or another order on request. Knows no view and no other statement.
 */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { SidecarError } from '../../sidecar/sidecar-error';
import type { TextPosition } from '../../sql/error-location';
import type { StatementSort } from '../../sql/sorted-query';
import type { SqlStatement } from '../../sql/statement';
import type { TextRange } from '../../sql/text-range';
import type { StatementKind } from '../../sql/statement-kind';
import type {
  IConnection,
  IRunningStatement,
  ISqlResult,
  ExecutedStatement
} from '../../tokens';
import type { Database } from './database';
import { errorRangeOf, errorTextOf } from './error-in-text';
import {
  answeredOutcome,
  cancelledOutcome,
  ranStatement,
  rejectedOutcome,
  type Outcome,
  type RowsOutcome
} from './outcome';
import { RequestSlot, type Activity } from './request-slot';

/** Number of rows that are requested first, so that something appears early. */
export const FIRST_ROWS = 10_000;

export class StatementRun implements IRunningStatement, IDisposable {
  constructor(
    private readonly _options: {
      statement: SqlStatement;
      /** Where it begins in the editor's text, to translate line numbers in error messages. */
      start: TextPosition | null;
      rowLimit: number | null;
      database: Database;
    }
  ) {
    const { statement, database } = _options;
    this.notSentError = database.notSentError(statement);
    this._request = new RequestSlot({
      clock: database.clock,
      changed: () => this._changed.emit()
    });
  }

  /** Why it is not sent; `null` if it is. */
  readonly notSentError: SidecarError | null;

  /** What the database gets; see {@link SqlStatement.sql}. */
  get sql(): string {
    return this._options.statement.sql;
  }

  get kind(): StatementKind {
    return this._options.statement.kind;
  }

  /** Its connection, also for more rows and for sorting. */
  get connection(): IConnection {
    return this._options.database.connection;
  }

  /** The statement's range in the editor's text; `null` if it was not in the text. */
  get range(): TextRange | null {
    return this._options.statement.range;
  }

  /** When the current or last request began: milliseconds since 1970. */
  get startedAt(): number {
    return this._request.startedAt;
  }

  /** The database's message, with the line numbers of the editor's text; empty unless it failed. */
  get errorText(): string {
    const { outcome } = this;
    return outcome.kind === 'failed'
      ? errorTextOf(outcome.error, this._options)
      : '';
  }

  /**
   * The position of the error in the editor's text as it was run; `null` if the database does not
   * say.
   */
  get errorRange(): TextRange | null {
    const { outcome } = this;
    return outcome.kind === 'failed'
      ? errorRangeOf(outcome.error, this._options)
      : null;
  }

  get outcome(): Outcome {
    return this._outcome;
  }

  get activity(): Activity | null {
    return this._request.activity;
  }

  /** How the database sorted the shown rows; `null` for the original order. */
  get sort(): StatementSort | null {
    return this._sort;
  }

  /** Why more rows or another order could not be loaded; `null` if nothing failed. */
  get loadError(): SidecarError | null {
    return this._loadError;
  }

  /** The rows, for commands that work on them. The same object until the rows change. */
  get result(): ISqlResult | null {
    return this._result;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Cancels the current request, in the database too. The shown rows stay. */
  cancel(): void {
    this._request.cancel();
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Cancels the current request. */
  dispose(): void {
    this._isDisposed = true;
    this.cancel();
    Signal.clearData(this);
  }

  /** Forgets the outcome, because the statement will run again. */
  wait(): void {
    if (this._outcome.kind !== 'waiting') {
      this._setOutcome({ kind: 'waiting' });
    }
  }

  /** Marks it as skipped, because an earlier one was cancelled or failed. */
  skip(): void {
    this._setOutcome({ kind: 'skipped' });
  }

  /**
   * Runs the statement and returns its outcome. If there are many rows, it shows the first ones and
   * then requests all of them again: a second page of the same query could repeat rows and miss
   * others.
   */
  async run(): Promise<Omit<ExecutedStatement, 'id'>> {
    const { statement, rowLimit, database } = this._options;
    const { clock } = database;
    const { sql } = statement;
    const startedAt = clock.today();
    const started = clock.now();
    this._sort = null;
    this._unsorted = null;
    const { notSentError: error } = this;
    if (error) {
      this._setOutcome({ kind: 'failed', error, elapsedMs: 0 });
      return ranStatement(this._outcome, { sql, startedAt, elapsedMs: 0 });
    }
    const first = Math.min(rowLimit ?? FIRST_ROWS, FIRST_ROWS);
    const outcome = await this._ask({
      kind: 'running',
      statement,
      rowLimit: first
    });
    this._setOutcome(outcome ?? cancelledOutcome(clock.now() - started));
    if (
      outcome?.kind === 'rows' &&
      outcome.summary.more &&
      this.kind.isQuery &&
      first !== rowLimit
    ) {
      await this._replaceRows({ kind: 'loading', statement, rowLimit }, null);
    }
    const elapsedMs = clock.now() - started;
    if (this._outcome.kind === 'rows') {
      this._setOutcome({ ...this._outcome, elapsedMs });
    }
    return ranStatement(this._outcome, { sql, startedAt, elapsedMs });
  }

  /** Loads more rows of a query. Returns what failed, if anything did. */
  async loadMore(rowLimit: number | null): Promise<SidecarError | null> {
    if (!this.kind.isQuery) {
      return null;
    }
    const sort = this._sort;
    const statement = this._sortedBy(sort);
    return this._replaceRows({ kind: 'loading', statement, rowLimit }, sort);
  }

  /** Shows the rows as the database sorts them; `null` for the original order. */
  async sortBy(sort: StatementSort | null): Promise<SidecarError | null> {
    const shown = this._outcome;
    if (shown.kind !== 'rows' || (sort && !this.kind.isQuery)) {
      return null;
    }
    if (sort) {
      this._unsorted = this._sort ? this._unsorted : shown;
      const statement = this._sortedBy(sort);
      return this._replaceRows(
        { kind: 'sorting', statement, rowLimit: shown.rowLimit },
        sort
      );
    }
    this._request.clear();
    this._sort = null;
    this._loadError = null;
    this._setOutcome(this._unsorted ?? shown);
    return null;
  }

  private async _replaceRows(
    request: RowsRequest,
    sort: StatementSort | null
  ): Promise<SidecarError | null> {
    const outcome = await this._ask(request);
    switch (outcome?.kind) {
      case 'rows':
        this._sort = sort;
        this._setOutcome(outcome);
        return null;
      case 'failed':
        this._loadError = outcome.error;
        this._changed.emit();
        return outcome.error;
      case 'cancelled':
        this._changed.emit();
    }
    return null;
  }

  /** Asks the database; `null` if the answer is no longer wanted. Never rejects. */
  private async _ask({
    kind,
    statement,
    rowLimit
  }: RowsRequest): Promise<Outcome | null> {
    const { connection, clock } = this._options.database;
    this._loadError = null;
    const startedAt = clock.now();
    try {
      const reply = await this._request.ask({ kind, rowLimit }, options =>
        connection.client.query(statement, options)
      );
      const elapsedMs = clock.now() - startedAt;
      return reply && answeredOutcome(reply, { rowLimit, elapsedMs });
    } catch (cause) {
      return rejectedOutcome(cause, clock.now() - startedAt);
    }
  }

  private _sortedBy(sort: StatementSort | null): SqlStatement {
    const { statement } = this._options;
    return (sort && statement.sortedBy(sort)) ?? statement;
  }

  private _setOutcome(outcome: Outcome): void {
    if (outcome.kind !== 'rows') {
      this._result = null;
    } else if (
      this._outcome.kind !== 'rows' ||
      this._outcome.table !== outcome.table
    ) {
      const { table, summary, rowLimit } = outcome;
      this._result = {
        connection: this.connection,
        sql: this._sortedBy(this._sort).sql,
        ...{ table, summary, rowLimit }
      };
    }
    this._outcome = outcome;
    this._changed.emit();
  }

  private _outcome: Outcome = { kind: 'waiting' };
  private readonly _request: RequestSlot;
  private _sort: StatementSort | null = null;
  /** The result that {@link sortBy} returns to. */
  private _unsorted: RowsOutcome | null = null;
  private _loadError: SidecarError | null = null;
  private _result: ISqlResult | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}

type RowsRequest = Pick<Activity, 'kind' | 'rowLimit'> & {
  statement: SqlStatement;
};
