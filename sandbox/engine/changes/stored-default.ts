/** The defaults of columns as DuckDB stores them: read and checked as an INSERT reads them. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { TableColumn } from '../../dialect/ddl.js';
import { tokenize } from '../../dialect/tokens.js';
import { storedLiteral } from './stored-value.js';

export const withStoredDefaults = (
  columns: readonly TableColumn[],
  connection: DuckDBConnection
): Promise<TableColumn[]> =>
  Promise.all(
    columns.map(async column => {
      const [token, ...more] = tokenize(column.default ?? '');
      const sql =
        token?.kind === 'string' && more.length === 0
          ? storedLiteral(token, column.type)
          : undefined;
      return sql === undefined
        ? column
        : { ...column, default: await constant(sql, connection) };
    })
  );

/** DuckDB adds a column only with a default that is a constant. */
async function constant(
  sql: string,
  connection: DuckDBConnection
): Promise<string> {
  const [row] = (await connection.runAndReadAll(`SELECT ${sql}`)).getRows();
  const value = row?.[0];
  return typeof value === 'string' ? `'${value.replace(/'/g, "''")}'` : 'NULL';
}
