/** One connection: the source of its sessions, and their clones. */
import type { DatabaseClient } from '../database/database-client';
import { SessionClones } from '../database/session-clones';
import type { ILog } from '../log';
import type { ConnectionKey, SessionSource } from '../protocol';
import type { ISessions } from '../session/session-reader';

export type Connection = {
  readonly key: ConnectionKey;
  /** Where the session comes from; the notebook's first cell repeats it. */
  readonly source: SessionSource;
  readonly sessions: ISessions;
  /** The clones of this connection only, so that another connection's session ends none of them. */
  readonly clones: SessionClones;
  /** The database of the clones; `null` for the database of the session. */
  readonly databaseName: string | null;
  /** Set by the admin: statements that do more than read are refused. */
  readonly readOnly: boolean;
};

export type NewConnectionOptions = Omit<Connection, 'clones'> & {
  database: DatabaseClient;
  log: ILog;
};

export function createConnection(options: NewConnectionOptions): Connection {
  const { sessions, database, log, ...rest } = options;
  const { databaseName } = rest;
  const clones = new SessionClones({ database, log, databaseName });
  return {
    ...rest,
    clones,
    sessions: {
      read: async expired => {
        const reading = await sessions.read(expired);
        clones.follow(reading);
        return reading;
      }
    }
  };
}
