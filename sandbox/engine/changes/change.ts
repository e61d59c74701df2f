/** What a statement needs that changes tables or rows. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Statement } from '../../dialect/statement.js';
import { isName, nameOf } from '../../dialect/tokens.js';
import { DatabaseError } from '../../errors.js';
import type { Column } from '../../types/column-type.js';
import type { Database } from '../database.js';

export type Change = {
  statement: Statement;
  database: Database;
  connection: DuckDBConnection;
  /** Runs HeavyDB's SQL, which `within` may put into a statement of DuckDB's. */
  run(sql: string, within?: (sql: string) => string): Promise<unknown>;
  /** The columns that a query of the user's answers. */
  describe(sql: string): Promise<Column[]>;
};

/** The name of the table that the statement changes. */
export function nameAt({ tokens }: Statement, index: number): string {
  const token = tokens[index];
  if (!isName(token)) {
    throw new DatabaseError(
      `SQL Error: Encountered "${token?.text ?? '<EOF>'}" where a table name was expected.`
    );
  }
  return nameOf(token);
}
