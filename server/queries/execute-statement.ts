/**
 * Executes one statement on a session. Asks for Arrow first, and for columns if the database does
 * not return Arrow. A write never runs twice.
 */
import type { QuerySummary } from '../protocol';
import type { ColumnsAnswer } from '../thrift/calls';
import type { DatabaseClient, Statement } from '../database/database-client';
import { DatabaseError } from '../database/database-error';
import type { FrameStream } from '../transport/frame-stream';
import type { IRows } from './rows';
import { Budget } from './too-large';

export type ExecuteOptions = {
  database: DatabaseClient;
  /** Called before `sql_execute` sends the statement; `sql_execute` also runs writes. */
  beforeColumns: () => void;
};

/**
 * Resolves once the database has begun to answer. The caller closes the rows. Rejects with an
 * {@link ApiError}.
 */
export async function executeStatement(
  statement: Statement,
  { database, beforeColumns }: ExecuteOptions
): Promise<IRows> {
  const frame = await tryArrow(statement, database);
  if (frame) {
    return rowsOf(frame);
  }
  beforeColumns();
  const answer = await database.executeColumns(
    statement,
    new Budget(statement.maxBytes)
  );
  return await rowsFrom(answer);
}

/** @returns null if columns must be requested instead. */
async function tryArrow(
  statement: Statement,
  database: DatabaseClient
): Promise<FrameStream | null> {
  try {
    const frame = await database.executeArrow(statement);
    if (!frame.answer) {
      return frame;
    }
    // A server before 5.5 does not know WIRE and has put the rows into shared memory.
    await database.deallocate(statement, frame.answer).catch(() => undefined);
    return null;
  } catch (error) {
    if (error instanceof DatabaseError && isForColumns(error)) {
      return null;
    }
    throw error;
  }
}

/**
 * `sql_execute_df` refuses every statement that is not a read query before it executes it, so
 * nothing has happened yet. It has no catch-all: plain SQL errors also arrive as
 * TApplicationException, and those are final (DBHandler.cpp 1457-1537; ArrowResultSetConverter.cpp
 * 1108-1200).
 */
function isForColumns(error: DatabaseError): boolean {
  const { text, isUnknownMethod, isApplicationException } = error;
  if (
    isUnknownMethod ||
    /Only read queries supported|DDL or update DML|unsupported by sql_execute_df|not supported in Arrow result/i.test(
      text
    )
  ) {
    return true;
  }
  const stands =
    error.code === 'session_expired' ||
    /SQL Error|interrupt|multiple SQL statements|empty SQL/i.test(text);
  return isApplicationException && !stands;
}

const rowsOf = (frame: FrameStream): IRows => ({
  hasTable: true,
  length: frame.announced,
  read: () => frame.read(),
  stats: () => ({
    queryType: 'read',
    executionTimeMs: Number(frame.answer?.execution_time_ms ?? 0)
  }),
  close: () => frame.close()
});

async function rowsFrom(answer: ColumnsAnswer): Promise<IRows> {
  const { columns, queryType, executionTimeMs } = answer;
  const hasTable = columns.length > 0;
  const pieces: Uint8Array[] = [];
  if (hasTable) {
    const { arrowFromColumns } = await import('../arrow/arrow');
    pieces.push(...(await arrowFromColumns(columns)));
  }
  return {
    hasTable,
    length: pieces.reduce((sum, { length }) => sum + length, 0),
    // Each piece is released when it is handed on.
    read: () => Promise.resolve(pieces.shift() ?? null),
    stats: () => ({
      queryType: queryTypeOf(queryType, hasTable),
      executionTimeMs
    }),
    close: () => void pieces.splice(0)
  };
}

/** By TQueryType; servers before 5.6 omit it. */
function queryTypeOf(
  code: number | null,
  hasTable: boolean
): QuerySummary['queryType'] {
  const types = ['unknown', 'read', 'write', 'read', 'schema'] as const;
  const type = types[code ?? 0] ?? 'unknown';
  return type === 'unknown' && hasTable ? 'read' : type;
}
