/** A connection's key: the server, and a database that is not that of its session; pure. */
import type { ConnectionKey } from '../protocol';

export type KeyParts = {
  server: string;
  /** `null` for that of the session. */
  database: string | null;
};

export function parseKey(key: ConnectionKey): KeyParts {
  const at = key.indexOf(';');
  return at === -1
    ? { server: key, database: null }
    : { server: key.slice(0, at), database: key.slice(at + 1) };
}
