/**
 * Runs statements of HeavyDB's dialect and can stop those of a session. Each gets a connection of
 * its own, so that sessions share tables and nothing else. Knows no wire format.
 */
import type { DuckDBConnection, DuckDBResult } from '@duckdb/node-api';
import { asCalciteError } from '../dialect/calcite-errors.js';
import { parseStatement, type Statement } from '../dialect/statement.js';
import { isWord, type Token, tokenize } from '../dialect/tokens.js';
import { DatabaseError, messages } from '../errors.js';
import { withOrigins } from '../dialect/column-origin.js';
import type { ISession } from '../sessions.js';
import type { User } from '../system-catalog.js';
import type { Column } from '../types/column-type.js';
import { fromDuckdb } from '../types/duckdb-type.js';
import { changeUsers } from './accounts/change-users.js';
import { grantOrRevoke } from './accounts/grant.js';
import { changeTable } from './changes/change-table.js';
import { changeDatabases } from './changes/change-databases.js';
import type { Database } from './database.js';
import { type Batch, ofChunk, type QueryResult, textResult } from './query.js';
import { type Reader, retrying } from './read.js';
import { type Server, show } from './show.js';
import { withoutSrids } from './srids.js';

type Running = { connection: DuckDBConnection; interrupted: boolean };

type Start = {
  statement: Statement;
  user: User;
  database: Database;
  running: Running;
};

/** Refuses a statement before it runs, by throwing. */
type Check = (statement: Statement) => void;

export type RunOptions<T> = {
  /** The statement runs in the database where the session is when it begins. */
  session: ISession;
  sql: string;
  check?: Check;
  /** Rows are there until this ends. */
  consume(result: QueryResult): Promise<T>;
};

export class QueryRunner {
  constructor(private readonly _server: Server) {}

  async run<T>(options: RunOptions<T>): Promise<T> {
    const statement = parseStatement(options.sql);
    options.check?.(statement);
    const { id, user, database } = options.session;
    return database.using(async connection => {
      const running = { connection, interrupted: false };
      const ofSession = this._running.get(id) ?? new Set();
      this._running.set(id, ofSession.add(running));
      try {
        return await options.consume(
          await this._start({ statement, user, database, running })
        );
      } catch (error) {
        throw running.interrupted
          ? new DatabaseError(messages.interrupted)
          : translated(error, statement);
      } finally {
        ofSession.delete(running);
        if (ofSession.size === 0) {
          this._running.delete(id);
        }
      }
    });
  }

  /** The columns that a SELECT would answer; runs nothing. */
  async validate({ database, user }: ISession, sql: string): Promise<Column[]> {
    const statement = parseStatement(sql);
    if (statement.kind !== 'select') {
      throw new DatabaseError(messages.notSelect);
    }
    try {
      return await describe(database, user, statement);
    } catch (error) {
      throw translated(error, statement);
    }
  }

  interrupt(session: string): void {
    for (const running of this._running.get(session) ?? []) {
      running.interrupted = true;
      running.connection.interrupt();
    }
  }

  private async _start({
    statement,
    user,
    database,
    running
  }: Start): Promise<QueryResult> {
    const { connection } = running;
    switch (statement.kind) {
      case 'show':
        return show(statement, {
          database,
          user,
          server: this._server
        });
      case 'create-database':
      case 'drop-database':
        return changeDatabases(statement, user, this._server);
      case 'user':
        return changeUsers(statement, user, this._server.systemCatalog);
      case 'grant':
        return grantOrRevoke(statement, user, this._server.systemCatalog);
      case 'explain':
        return explain(statement, { database, user, connection });
      case 'select': {
        const result = await retrying(
          statement,
          { database, user, connection },
          sql => connection.stream(sql)
        );
        const columns = named(database, columnsOf(result), statement.tokens);
        return {
          kind: 'READ',
          columns,
          batches: withoutSrids(columns, batchesOf(result, running))
        };
      }
      default:
        return changeTable({
          statement,
          database,
          connection,
          run: (sql, within = own => own) =>
            retrying(
              { ...statement, sql, tokens: tokenize(sql) },
              { database, user, connection },
              readable => connection.run(within(readable))
            ),
          describe: sql => describe(database, user, parseStatement(sql))
        });
    }
  }

  private readonly _running = new Map<string, Set<Running>>();
}

const describe = (
  database: Database,
  user: User,
  statement: Statement
): Promise<Column[]> =>
  database.using(connection =>
    retrying(statement, { database, user, connection }, async sql => {
      const prepared = await connection.prepare(sql);
      const columns = Array.from(
        { length: prepared.columnCount },
        (_, index) => ({
          name: prepared.columnName(index),
          type: fromDuckdb(prepared.columnType(index))
        })
      );
      return named(database, columns, statement.tokens);
    })
  );

function named(
  { catalog }: Database,
  columns: Column[],
  tokens: readonly Token[]
): Column[] {
  const sources = catalog.columnsNamedIn(tokens);
  return withOrigins(columns, tokens, sources);
}

const columnsOf = (result: DuckDBResult): Column[] =>
  result.columnNames().map((name, index) => ({
    name,
    type: fromDuckdb(result.columnType(index))
  }));

async function* batchesOf(
  result: DuckDBResult,
  running: Running
): AsyncGenerator<Batch> {
  for (;;) {
    const chunk = await result.fetchChunk();
    if (running.interrupted) {
      throw new DatabaseError(messages.interrupted);
    }
    if (!chunk || chunk.rowCount === 0) {
      return;
    }
    yield ofChunk(chunk);
  }
}

async function explain(
  { sql, tokens }: Statement,
  reader: Reader
): Promise<QueryResult> {
  const query = tokens.find(
    (token, index) =>
      index > 0 &&
      !isWord(token, 'CALCITE', 'DETAILED', 'OPTIMIZED', 'PLAN', 'FOR')
  );
  const inner = parseStatement(sql.slice(query?.start ?? sql.length));
  if (inner.kind !== 'select') {
    throw new DatabaseError('SQL Error: EXPLAIN requires a SELECT.');
  }
  const answer = await retrying(inner, reader, readable =>
    reader.connection.runAndReadAll(`EXPLAIN ${readable}`)
  );
  const plan = answer.getRows().map(row => String(row[1]));
  return textResult('READ', ['Explanation'], [[plan.join('\n')]]);
}

function translated(error: unknown, { sql, tokens }: Statement): Error {
  // DuckDB throws plain errors; any other class is a fault of ours and must stay visible as such.
  if (error instanceof Error && error.constructor !== Error) {
    return error;
  }
  const complaint = error instanceof Error ? error.message : String(error);
  return new DatabaseError(asCalciteError(complaint, sql, tokens));
}
