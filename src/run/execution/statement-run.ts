/**
 * One statement on its way through the database: its current request, its outcome, and more of its
 * rows or another order on request. Knows no view and no other statement.
 */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { SidecarError } from '../../sidecar/sidecar-error';
import type { TextPosition } from '../../sql/error-location';
import { sqlOfCommand } from '../../sql/foreign/foreign-syntax';
import {
  sortedStatement,
  type StatementSort
} from '../../sql/sorted-statement';
import { statementKind, type StatementKind } from '../../sql/statement-kind';
import type { SqlStatement, TextRange } from '../../sql/statements';
import type {
  IConnection,
  IRunningStatement,
  ISqlResult,
  ExecutedStatement
} from '../../tokens';
import type { Database } from './ask-database';
import { errorRangeOf, errorTextOf } from './error-in-text';
import { ranStatement, type Outcome, type RowsOutcome } from './outcome';
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
    const { text } = _options.statement;
    this.sql = sqlOfCommand(text) ?? text;
    this.kind = statementKind(this.sql);
    this.refusal = _options.database.refusalOf(this.sql);
    this._request = new RequestSlot({
      database: _options.database,
      changed: () => this._changed.emit()
    });
  }

  /** The SQL to run: the statement, or the translation of an omnisql command such as `\t`. */
  readonly sql: string;
  readonly kind: StatementKind;
  /** Why it is not sent; `null` if it is. */
  readonly refusal: SidecarError | null;

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
      ? errorTextOf(outcome.error, { ...this._options, sql: this.sql })
      : '';
  }

  /**
   * The position of the error in the editor's text as it was run; `null` if the database does not
   * say.
   */
  get errorRange(): TextRange | null {
    const { outcome } = this;
    return outcome.kind === 'failed'
      ? errorRangeOf(outcome.error, { ...this._options, sql: this.sql })
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

  /** Why more rows or another order could not be loaded; empty if nothing failed. */
  get notice(): string {
    return this._notice;
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
    const { clock } = this._options.database;
    const { rowLimit } = this._options;
    const startedAt = clock.today();
    const started = clock.now();
    this._sort = null;
    this._unsorted = null;
    if (this.refusal) {
      this._setOutcome({ kind: 'failed', error: this.refusal, elapsedMs: 0 });
      return ranStatement(this._outcome, {
        sql: this.sql,
        startedAt,
        elapsedMs: 0
      });
    }
    const first =
      rowLimit === null ? FIRST_ROWS : Math.min(rowLimit, FIRST_ROWS);
    const outcome = await this._ask({
      kind: 'running',
      sql: this.sql,
      rowLimit: first
    });
    this._setOutcome(
      outcome ?? {
        kind: 'cancelled',
        message: '',
        elapsedMs: clock.now() - started
      }
    );
    if (
      outcome?.kind === 'rows' &&
      outcome.summary.more &&
      this.kind.isQuery &&
      first !== rowLimit
    ) {
      await this._replaceRows(
        { kind: 'loading', sql: this.sql, rowLimit },
        null
      );
    }
    const elapsedMs = clock.now() - started;
    if (this._outcome.kind === 'rows') {
      this._setOutcome({ ...this._outcome, elapsedMs });
    }
    return ranStatement(this._outcome, { sql: this.sql, startedAt, elapsedMs });
  }

  /** Loads more rows of a query. Returns what failed, if anything did. */
  async loadMore(rowLimit: number | null): Promise<SidecarError | null> {
    if (!this.kind.isQuery) {
      return null;
    }
    const sorted = this._sort && sortedStatement(this.sql, this._sort);
    const sql = sorted ?? this.sql;
    return this._replaceRows({ kind: 'loading', sql, rowLimit }, this._sort);
  }

  /** Shows the rows as the database sorts them; `null` for the original order. */
  async sortBy(sort: StatementSort | null): Promise<SidecarError | null> {
    const shown = this._outcome;
    const sql = sort && sortedStatement(this.sql, sort);
    if (shown.kind !== 'rows' || (sort && !sql)) {
      return null;
    }
    if (sql) {
      this._unsorted = this._sort ? this._unsorted : shown;
      return this._replaceRows(
        { kind: 'sorting', sql, rowLimit: shown.rowLimit },
        sort
      );
    }
    this._request.clear();
    this._sort = null;
    this._notice = '';
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
        this._notice = outcome.error.message;
        this._changed.emit();
        return outcome.error;
      case 'cancelled':
        this._changed.emit();
    }
    return null;
  }

  /** Asks the database; `null` if the answer is no longer wanted. */
  private _ask({ kind, sql, rowLimit }: RowsRequest): Promise<Outcome | null> {
    this._notice = '';
    const onlyReads = this.kind.effect === 'none';
    return this._request.ask(kind, { sql, rowLimit, onlyReads });
  }

  private _setOutcome(outcome: Outcome): void {
    if (outcome.kind !== 'rows') {
      this._result = null;
    } else if (
      this._outcome.kind !== 'rows' ||
      this._outcome.table !== outcome.table
    ) {
      const { table, summary, rowLimit } = outcome;
      const sorted = this._sort && sortedStatement(this.sql, this._sort);
      this._result = {
        connection: this.connection,
        sql: sorted ?? this.sql,
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
  private _notice = '';
  private _result: ISqlResult | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}

type RowsRequest = {
  kind: Activity['kind'];
  sql: string;
  rowLimit: number | null;
};
