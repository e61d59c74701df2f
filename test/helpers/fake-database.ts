/** Answers queries like the sidecar, from a list of prepared answers, and records everything. */
import { Int32, Table, vectorFromArray } from 'apache-arrow';
import type { QueryOptions, QueryReply } from '../../src/sidecar/query';
import {
  SidecarError,
  type SidecarErrorCode
} from '../../src/sidecar/sidecar-error';
import type { SqlStatement } from '../../src/sql/statement';
import { ResultTable } from '../../src/table/result-table';
import { emptyReply } from './fake-connection';

export type Answer = (
  statement: SqlStatement,
  options: QueryOptions
) => Promise<QueryReply>;

/** The rows 0, 1, 2 … of one column `n`; the database has `total` of them. */
export const rows =
  (total: number): Answer =>
  (_, { rowLimit }) => {
    const more = rowLimit !== null && total > rowLimit;
    const sent = more ? rowLimit + 1 : total;
    const numbers = Array.from({ length: sent }, (_, index) => index);
    const table = new Table({ n: vectorFromArray(numbers, new Int32()) });
    const summary = {
      bytes: 1,
      rows: sent,
      more,
      executionTimeMs: 3,
      queryType: 'read' as const
    };
    return Promise.resolve({
      summary,
      table: new ResultTable(table.slice(0, rowLimit ?? total))
    });
  };

export const done: Answer = () => Promise.resolve(emptyReply);

export const refused =
  (code: SidecarErrorCode): Answer =>
  () =>
    Promise.reject(new SidecarError(code, `It is ${code}.`));

/** Does not answer until it is aborted, and then rejects like the client. */
export const endless: Answer = (_, { signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () =>
      reject(new SidecarError('query_cancelled', 'The database was told.'))
    );
  });

/** An answer that the test gives later. */
export function later(answer: Answer): { answer: Answer; give: () => void } {
  let give = (): void => undefined;
  const time = new Promise<void>(resolve => {
    give = resolve;
  });
  return {
    give: () => give(),
    answer: async (statement, options) => {
      await time;
      return answer(statement, options);
    }
  };
}

export class FakeDatabase {
  /** The answers are given in order; the last one is repeated. */
  constructor(...answers: Answer[]) {
    this._answers = answers;
  }

  readonly asked: (Pick<SqlStatement, 'sql' | 'onlyReads'> &
    Pick<QueryOptions, 'rowLimit'>)[] = [];

  readonly query: Answer = (statement, options) => {
    const { sql, onlyReads } = statement;
    this.asked.push({ sql, onlyReads, rowLimit: options.rowLimit });
    const [answer] = this._answers;
    if (this._answers.length > 1) {
      this._answers.shift();
    }
    return (answer ?? done)(statement, options);
  };

  get statements(): string[] {
    return this.asked.map(({ sql }) => sql);
  }

  private readonly _answers: Answer[];
}
