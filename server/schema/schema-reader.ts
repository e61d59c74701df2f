/**
 * Reads databases, tables and columns on a clone of the session. An answer omits what a server does
 * not support. Keeps nothing.
 */
import type {
  SchemaColumnsReply,
  SchemaReply,
  SchemaTable,
  SchemaTablesReply
} from '../protocol';
import type { Caller, DatabaseClient } from '../database/database-client';
import { databaseErrorOf } from '../database/api-error-of';
import type { Connection } from '../connections/connection';
import { withClone } from '../connections/with-clone';
import { ApiError } from '../errors/api-error';
import { sqlType } from '../thrift/sql-type';

export type SchemaReaderOptions = {
  database: DatabaseClient;
};

export class SchemaReader {
  constructor(private readonly options: SchemaReaderOptions) {}

  schema(connection: Connection, signal?: AbortSignal): Promise<SchemaReply> {
    const { database } = this.options;
    return withClone(connection, async clone => {
      const session = { ...clone, signal };
      const [{ database: own }, databases, tables] = await Promise.all([
        database.sessionInfo(session),
        database.databases(session).catch(whereRefused<string[]>([])),
        this.tables(session)
      ]);
      return {
        database: own,
        databases: inOrder(new Set([own, ...databases]), name => name),
        tables
      };
    });
  }

  tablesOf(
    connection: Connection,
    name: string,
    signal?: AbortSignal
  ): Promise<SchemaTablesReply> {
    return withClone(connection, async clone => {
      const session = { ...clone, signal };
      const names = await this.options.database
        .tablesOf(session, name)
        .catch(whereRefused(null));
      return { tables: names && inOrder(names.map(ofUnknownKind), nameOf) };
    });
  }

  columns(
    connection: Connection,
    table: string,
    signal?: AbortSignal
  ): Promise<SchemaColumnsReply> {
    return withClone(connection, async clone => {
      const session = { ...clone, signal };
      const details = await this.options.database.tableDetails(session, table);
      return {
        columns: details.row_desc
          // The columns of SELECT *: without rowid, and without the physical columns of geo types.
          .filter(({ is_system, is_physical }) => !is_system && !is_physical)
          .map(({ col_name, col_type, comment }) => ({
            name: col_name,
            type: sqlType(col_type),
            nullable: col_type.nullable,
            comment: comment ?? ''
          })),
        viewSql: details.view_sql ?? '',
        comment: details.comment ?? ''
      };
    });
  }

  /**
   * Every name of `get_tables`, which does not tell tables from views, completed from
   * `get_tables_meta`.
   */
  private async tables(session: Caller): Promise<SchemaTable[]> {
    const { database } = this.options;
    const [names, metas] = await Promise.all([
      database.tables(session),
      database.tablesMeta(session).catch(whereRefused([]))
    ]);
    const tables = new Map(names.map(name => [name, ofUnknownKind(name)]));
    for (const { table_name: name, is_view, num_cols } of metas) {
      const columnCount = num_cols === null ? null : Number(num_cols);
      tables.set(name, { name, kind: is_view ? 'view' : 'table', columnCount });
    }
    return inOrder(tables.values(), nameOf);
  }
}

const nameOf = ({ name }: SchemaTable): string => name;

const ofUnknownKind = (name: string): SchemaTable => ({
  name,
  kind: 'unknown',
  columnCount: null
});

const inOrder = <T>(items: Iterable<T>, name: (item: T) => string): T[] =>
  [...items].sort((a, b) => ORDER.compare(name(a), name(b)));

/** In natural order: `t2` before `t10`. */
const ORDER = new Intl.Collator('en', { numeric: true });

/**
 * For a call that the server may not support, may refuse to this user, or may not answer in time:
 * returns `instead`. An expired session and a lost connection remain errors.
 */
const whereRefused =
  <T>(instead: T) =>
  (error: unknown): T => {
    const code = error instanceof ApiError ? error.code : null;
    const isRefused =
      databaseErrorOf(error) !== null && code !== 'session_expired';
    if (isRefused || code === 'database_timeout') {
      return instead;
    }
    throw error;
  };
