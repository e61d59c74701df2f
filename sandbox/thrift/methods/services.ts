/** What the methods work with, and how their errors reach the client. */
import { TDBException } from '../../../server/thrift/generated/heavydb_types.js';
import { asCalciteError } from '../../dialect/calcite-errors.js';
import type { QueryRunner } from '../../engine/query-runner.js';
import type { Renderer } from '../../render/renderer.js';
import { DatabaseError } from '../../errors.js';
import type { ISession, SessionStore } from '../../sessions.js';
import type { SystemCatalog } from '../../system-catalog.js';

export type Services = {
  runner: QueryRunner;
  sessions: SessionStore;
  systemCatalog: SystemCatalog;
  /** Null where rendering is disabled. */
  renderer: Renderer | null;
  /** When the server started, in milliseconds since 1970. */
  startedAt: number;
};

/** Returns what `work` returns. Its DatabaseError becomes the TDBException that clients read. */
export async function answer<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseError) {
      // The stubs' exceptions inherit from Error, which their declarations leave out.
      throw new TDBException({ error_msg: error.message }) as unknown as Error;
    }
    throw error;
  }
}

/** DuckDB throws plain errors, whose first line tells what is wrong; others are faults of ours. */
export const asDatabaseError = (error: unknown): unknown =>
  error instanceof Error && error.constructor === Error
    ? new DatabaseError(asCalciteError(error.message, '', []))
    : error;

/** Answers a call of a session. Rejects with a TDBException if the session is not valid. */
export const answerIn = <T>(
  { sessions }: Pick<Services, 'sessions'>,
  session: string,
  work: (session: ISession) => Promise<T> | T
): Promise<T> => answer(() => sessions.use(session, work));
