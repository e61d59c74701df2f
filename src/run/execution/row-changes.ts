/**
 * Changes of the rows of a statement that has run: more of them, or another order. Knows the order
 * of the rows, and why the last change failed; {@link RowChangesOptions.show} keeps the rows.
 */
import type { SidecarError } from '../../sidecar/sidecar-error';
import type { StatementSort } from '../../sql/sorted-query';
import type { SqlStatement } from '../../sql/statement';
import type { Outcome, RowsOutcome } from './outcome';
import type { Activity } from './request-slot';

/** What the database is asked for. */
export type RowsRequest = Pick<Activity, 'kind' | 'rowLimit'> & {
  statement: SqlStatement;
};

export type RowChangesOptions = {
  statement: SqlStatement;
  /** Asks the database; `null` if the answer is no longer wanted. Never rejects. */
  ask: (request: RowsRequest) => Promise<Outcome | null>;
  /** Cancels the current request, and drops its reply. */
  dropRequest: () => void;
  /** The current outcome of the statement. */
  shown: () => Outcome;
  /** Replaces the outcome of the statement. */
  show: (outcome: Outcome) => void;
  /** Called when {@link RowChanges.error} changes, and when a change was cancelled. */
  changed: () => void;
};

export class RowChanges {
  constructor(private readonly _options: RowChangesOptions) {}

  /** How the database sorted the shown rows; `null` for the original order. */
  get sort(): StatementSort | null {
    return this._sort;
  }

  /** Why the last change failed; `null` if it did not. */
  get error(): SidecarError | null {
    return this._error;
  }

  /** What the database was asked for the shown rows. */
  get sql(): string {
    return this._sortedBy(this._sort).sql;
  }

  /** Forgets the order, because the statement runs again. */
  reset(): void {
    this._sort = null;
    this._unsorted = null;
    this._error = null;
  }

  /** Requests more rows, in the order that is shown. Returns what failed, if anything did. */
  load(rowLimit: number | null): Promise<SidecarError | null> {
    const sort = this._sort;
    const statement = this._sortedBy(sort);
    return this._replace({ kind: 'loading', statement, rowLimit }, sort);
  }

  /** Requests the rows in another order; `null` for the original one, which is at hand. */
  async sortBy(sort: StatementSort | null): Promise<SidecarError | null> {
    const { shown, show, dropRequest } = this._options;
    const outcome = shown();
    if (outcome.kind !== 'rows') {
      return null;
    }
    if (sort) {
      this._unsorted = this._sort ? this._unsorted : outcome;
      const statement = this._sortedBy(sort);
      const { rowLimit } = outcome;
      return this._replace({ kind: 'sorting', statement, rowLimit }, sort);
    }
    dropRequest();
    this._sort = null;
    this._error = null;
    show(this._unsorted ?? outcome);
    return null;
  }

  private async _replace(
    request: RowsRequest,
    sort: StatementSort | null
  ): Promise<SidecarError | null> {
    const { ask, show, changed } = this._options;
    this._error = null;
    const outcome = await ask(request);
    switch (outcome?.kind) {
      case 'rows':
        this._sort = sort;
        show(outcome);
        return null;
      case 'failed':
        this._error = outcome.error;
        changed();
        return outcome.error;
      case 'cancelled':
        changed();
    }
    return null;
  }

  private _sortedBy(sort: StatementSort | null): SqlStatement {
    const { statement } = this._options;
    return (sort && statement.sortedBy(sort)) ?? statement;
  }

  private _sort: StatementSort | null = null;
  /** The result that {@link sortBy} returns to. */
  private _unsorted: RowsOutcome | null = null;
  private _error: SidecarError | null = null;
}
