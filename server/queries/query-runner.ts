/**
 * Starts one statement on a session and answers its rows. Asks for Arrow first; what the database
 * does not give as Arrow is asked for as columns, which never makes it run a write twice.
 */
import { statementKind } from '../../src/sql/statement-kind';
import type { QuerySummary } from '../protocol';
import type { ColumnsAnswer } from '../thrift/calls';
import type { DatabaseClient, Statement } from '../database/database-client';
import { DatabaseRefusal } from '../database/database-refusal';
import type { FrameStream } from '../transport/frame-stream';
import type { IRows } from './rows';
import { Budget } from './too-large';

export type StatementToRun = Statement & {
  /** Called before the statement is sent in a way that can change something. */
  onMayWrite: () => void;
};

export type QueryRunnerOptions = { database: DatabaseClient };

export class QueryRunner {
  constructor(private readonly options: QueryRunnerOptions) {}

  /** Resolves once the database has begun to answer; the caller closes the rows. */
  async start(statement: StatementToRun): Promise<IRows> {
    const frame = await this.tryArrow(statement);
    if (frame) {
      return rowsOf(frame);
    }
    if (statementKind(statement.sql).effect !== 'none') {
      statement.onMayWrite();
    }
    const answer = await this.options.database.executeColumns(
      statement,
      new Budget(statement.maxBytes)
    );
    return await rowsFrom(answer);
  }

  /** Null where columns must be asked for. */
  private async tryArrow(statement: Statement): Promise<FrameStream | null> {
    const { database } = this.options;
    try {
      const frame = await database.executeArrow(statement);
      if (!frame.answer) {
        return frame;
      }
      // A server before 5.5 does not know WIRE, and has put the rows into shared memory.
      await database.deallocate(statement, frame.answer).catch(() => undefined);
      return null;
    } catch (error) {
      if (error instanceof DatabaseRefusal && isForColumns(error)) {
        return null;
      }
      throw error;
    }
  }
}

/**
 * `sql_execute_df` refuses what is no read query before it executes, so nothing here has had an
 * effect. It has no catch-all: also plain SQL errors arrive as TApplicationException, and those
 * stand (DBHandler.cpp 1457-1537; ArrowResultSetConverter.cpp 1108-1200).
 */
function isForColumns(refusal: DatabaseRefusal): boolean {
  const { text, isUnknownMethod, isApplicationException } = refusal;
  if (
    isUnknownMethod ||
    /Only read queries supported|DDL or update DML|unsupported by sql_execute_df|not supported in Arrow result/i.test(
      text
    )
  ) {
    return true;
  }
  const stands =
    refusal.code === 'session_expired' ||
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
    // Each piece is let go of as it is handed on.
    read: () => Promise.resolve(pieces.shift() ?? null),
    stats: () => ({
      queryType: queryTypeOf(queryType, hasTable),
      executionTimeMs
    }),
    close: () => void pieces.splice(0)
  };
}

/** By TQueryType; servers before 5.6 leave it out. */
function queryTypeOf(
  code: number | null,
  hasTable: boolean
): QuerySummary['queryType'] {
  const types = ['unknown', 'read', 'write', 'read', 'schema'] as const;
  const type = types[code ?? 0] ?? 'unknown';
  return type === 'unknown' && hasTable ? 'read' : type;
}
