/**
 * One statement on its way through the database: its current request, its outcome, and its rows.
 * `row-changes.ts` has more rows and other orders. Knows no view and no other statement.
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
  type Outcome
} from './outcome';
import { RequestSlot, type Activity } from './request-slot';
import { RowChanges, type RowsRequest } from './row-changes';

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
    this._rows = new RowChanges({
      statement,
      ask: request => this._ask(request),
      dropRequest: () => this._request.clear(),
      shown: () => this._outcome,
      show: outcome => this._setOutcome(outcome),
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

  /** The SQL without its secrets, to be saved. */
  get sqlToKeep(): string {
    return this._options.statement.sqlToKeep;
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
    return this._rows.sort;
  }

  /** Why more rows or another order could not be loaded; `null` if nothing failed. */
  get loadError(): SidecarError | null {
    return this._rows.error;
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
    const startedAt = clock.today();
    const started = clock.now();
    this._rows.reset();
    const { notSentError: error } = this;
    if (error) {
      this._setOutcome({ kind: 'failed', error, elapsedMs: 0 });
      return this._ran({ startedAt, elapsedMs: 0 });
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
      await this._rows.load(rowLimit);
    }
    const elapsedMs = clock.now() - started;
    if (this._outcome.kind === 'rows') {
      this._setOutcome({ ...this._outcome, elapsedMs });
    }
    return this._ran({ startedAt, elapsedMs });
  }

  /** Loads more rows of a query. Returns what failed, if anything did. */
  async loadMore(rowLimit: number | null): Promise<SidecarError | null> {
    return this.kind.isQuery ? this._rows.load(rowLimit) : null;
  }

  /** Shows the rows as the database sorts them; `null` for the original order. */
  async sortBy(sort: StatementSort | null): Promise<SidecarError | null> {
    return sort && !this.kind.isQuery ? null : this._rows.sortBy(sort);
  }

  /** What is told of it when it has ended. */
  private _ran(
    times: Pick<ExecutedStatement, 'startedAt' | 'elapsedMs'>
  ): Omit<ExecutedStatement, 'id'> {
    const { sql, kind } = this;
    return ranStatement(this._outcome, { ...times, sql, effect: kind.effect });
  }

  /** Asks the database; `null` if the answer is no longer wanted. Never rejects. */
  private async _ask({
    kind,
    statement,
    rowLimit
  }: RowsRequest): Promise<Outcome | null> {
    const { connection, clock } = this._options.database;
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
        sql: this._rows.sql,
        isQuery: this.kind.isQuery,
        ...{ table, summary, rowLimit }
      };
    }
    this._outcome = outcome;
    this._changed.emit();
  }

  private _outcome: Outcome = { kind: 'waiting' };
  private readonly _request: RequestSlot;
  private readonly _rows: RowChanges;
  private _result: ISqlResult | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}
