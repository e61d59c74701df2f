/** A server in use: its session, and the connections to its databases. */
import type { DatabaseClient } from '../database/database-client';
import type { ILog } from '../log';
import type { ConnectionKey, SessionSource } from '../protocol';
import type { ISessions } from '../session/session-reader';
import { type Connection, createConnection } from './connection';
import { formatKey } from './connection-key';

export type ConnectedServerOptions = {
  id: string;
  source: SessionSource;
  sessions: ISessions;
  readOnly: boolean;
  database: DatabaseClient;
  log: ILog;
};

export class ConnectedServer {
  private readonly items = new Map<ConnectionKey, Connection>();

  constructor(private readonly options: ConnectedServerOptions) {}

  get sessions(): ISessions {
    return this.options.sessions;
  }

  get connections(): ReadonlySet<Connection> {
    return new Set(this.items.values());
  }

  /** @param databaseName - `null` for the database of the session. */
  connection(databaseName: string | null): Connection {
    const { id, ...options } = this.options;
    const key = formatKey({ server: id, database: databaseName });
    let connection = this.items.get(key);
    if (!connection) {
      connection = createConnection({ ...options, key, databaseName });
      this.items.set(key, connection);
    }
    return connection;
  }

  /** Disconnects all clones. Never rejects. */
  async dispose(): Promise<void> {
    const clones = [...this.items.values()].map(item => item.clones);
    await Promise.all(clones.map(item => item.dispose()));
  }
}
