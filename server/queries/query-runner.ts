/**
 * Runs one statement on a clone of the session that is there now. Asks for Arrow first; what the
 * database does not give as Arrow is asked for as columns, which never makes it run a write twice.
 */
import type { QuerySummary } from '../protocol';
import type { QueryAnswer } from '../database/calls';
import type { DatabaseClient, Statement } from '../database/database-client';
import { DatabaseRefusal } from '../database/database-refusal';
import { badAnswer } from '../database/network-fault';
import type { SessionClones } from '../database/session-clones';
import { demand, type SessionReader } from '../session/session-reader';
import { scrub } from '../session/session-id';
import { ApiError } from '../http/api-error';
import { endStream, inspectStream } from './arrow-stream';

export type QueryRunnerOptions = {
  sessions: SessionReader;
  clones: SessionClones;
  database: DatabaseClient;
};

export type RunRequest = { sql: string; firstN: number };
export type QueryResult = { body: Uint8Array; summary: QuerySummary };

export class QueryRunner {
  constructor(private readonly options: QueryRunnerOptions) {}

  async run(request: RunRequest, signal?: AbortSignal): Promise<QueryResult> {
    const { sessions, clones } = this.options;
    const { id, target } = demand(await sessions.read());
    try {
      return await clones.use({ id, target }, clone =>
        this.runOn({ ...request, id: clone, target, signal })
      );
    } catch (error) {
      // The client hides the clone's ID; the database may also know whose clone it is.
      const clean = error instanceof ApiError && scrub(error.message, id);
      if (clean && clean !== error.message) {
        throw new ApiError(error.code, clean);
      }
      throw error;
    }
  }

  private async runOn(request: Statement): Promise<QueryResult> {
    // One more than wanted tells whether there are more.
    const statement = { ...request, firstN: request.firstN + 1 };
    const frame = await this.tryArrow(statement);
    if (frame) {
      return await finish(request, frame.bytes, {
        queryType: 'read',
        executionTimeMs: frame.executionTimeMs
      });
    }
    const answer = await this.options.database.executeColumns(statement);
    return await finish(request, await bytesOf(request, answer), {
      queryType: queryTypeOf(answer),
      executionTimeMs: Number(answer.execution_time_ms ?? 0)
    });
  }

  /** Null where columns must be asked for. */
  private async tryArrow(
    statement: Statement
  ): Promise<{ bytes: Buffer; executionTimeMs: number } | null> {
    const { database } = this.options;
    try {
      const frame = await database.executeArrow(statement);
      if (!frame.df_buffer?.length) {
        // A server before 5.5 does not know WIRE, and has put the rows into shared memory.
        await database.deallocate(statement, frame).catch(() => undefined);
        return null;
      }
      const executionTimeMs = Number(frame.execution_time_ms ?? 0);
      return { bytes: frame.df_buffer, executionTimeMs };
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

async function bytesOf(
  { firstN }: Statement,
  { row_set }: QueryAnswer
): Promise<Uint8Array> {
  if (!row_set?.row_desc?.length) {
    return new Uint8Array();
  }
  const { arrowFromColumns } = await import('./arrow');
  // One more again, for `more` to be told below.
  return arrowFromColumns(row_set, firstN + 1);
}

async function finish(
  { target, firstN }: Statement,
  bytes: Uint8Array,
  told: Pick<QuerySummary, 'queryType' | 'executionTimeMs'>
): Promise<QueryResult> {
  if (bytes.length === 0) {
    return {
      body: bytes,
      summary: { bytes: 0, rows: 0, more: false, ...told }
    };
  }
  let body: Uint8Array;
  let rows: number;
  try {
    const stream = inspectStream(bytes);
    body = endStream(bytes, stream);
    rows = stream.rows;
  } catch (error) {
    throw badAnswer(target, 'its rows are not an Arrow stream', error);
  }
  const more = rows > firstN;
  if (more) {
    const { firstRows } = await import('./arrow');
    body = firstRows(body, firstN);
    rows = firstN;
  }
  return { body, summary: { bytes: body.byteLength, rows, more, ...told } };
}

/** By TQueryType; servers before 5.6 leave it out. */
function queryTypeOf({
  query_type,
  row_set
}: QueryAnswer): QuerySummary['queryType'] {
  const types = ['unknown', 'read', 'write', 'read', 'schema'] as const;
  const type = types[query_type ?? 0] ?? 'unknown';
  return type === 'unknown' && row_set?.row_desc?.length ? 'read' : type;
}
