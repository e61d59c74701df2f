/** One connection: where its sessions come from, and the clones of them that work. */
import type { DatabaseClient } from '../database/database-client';
import { SessionClones } from '../database/session-clones';
import type { ILog } from '../log';
import type { ConnectionKey, SessionSource } from '../protocol';
import {
  SessionReader,
  type SessionReaderOptions
} from '../session/session-reader';

export type Connection = {
  readonly key: ConnectionKey;
  /** Where the session comes from, as the notebook's first cell repeats it. */
  readonly source: SessionSource;
  readonly sessions: SessionReader;
  /** Its own: another connection's session ends none of them. */
  readonly clones: SessionClones;
};

export type NewConnectionOptions = Pick<Connection, 'key' | 'source'> &
  Omit<SessionReaderOptions, 'onRead'> & {
    database: DatabaseClient;
    log: ILog;
  };

export function createConnection(options: NewConnectionOptions): Connection {
  const { key, source, database, log, ...reader } = options;
  const clones = new SessionClones({ database, log });
  const sessions = new SessionReader({
    ...reader,
    onRead: reading => clones.follow(reading)
  });
  return { key, source, sessions, clones };
}
