/** The parts of a connection's key: `SERVER`, or `SERVER;DATABASE`. Pure. */
import type { ConnectionKey } from '../../server/protocol';

const SEPARATOR = ';';

export const serverOf = (key: ConnectionKey): string =>
  key.split(SEPARATOR, 1)[0] ?? key;

/** `null` for the session's own. */
export function databaseOf(key: ConnectionKey): string | null {
  const server = serverOf(key);
  // A database's name may hold anything.
  return key === server ? null : key.slice(server.length + SEPARATOR.length);
}

/** @param database - `null` for the session's own. */
export const connectionKey = (
  server: string,
  database: string | null
): ConnectionKey =>
  database === null ? server : server + SEPARATOR + database;
