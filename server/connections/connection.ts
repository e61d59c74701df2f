/** One connection: where its sessions come from, and the clones of them that work. */
import type { DatabaseClient } from '../database/database-client';
import { SessionClones } from '../database/session-clones';
import type { ILog } from '../log';
import type { ConnectionKey, SessionSource } from '../protocol';
import type { ISessions } from '../session/session-reader';

export type Connection = {
  readonly key: ConnectionKey;
  /** Where the session comes from, as the notebook's first cell repeats it. */
  readonly source: SessionSource;
  readonly sessions: ISessions;
  /** Its own: another connection's session ends none of them. */
  readonly clones: SessionClones;
  /** The database that clones are switched to; `null` for that of the session. */
  readonly databaseName: string | null;
  /** The admin's word: what does more than read is refused. */
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
