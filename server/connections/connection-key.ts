/** The format of a connection's key: `SERVER`, or `SERVER;DATABASE`. Pure. */
import type { ConnectionKey } from '../protocol';

/** The server of the handed-over session; also the key of that session's connection. */
export const HANDOVER: ConnectionKey = 'handover';

/** The ID of a server contains no semicolon; the name of a database may. */
const SEPARATOR = ';';

export type KeyParts = {
  server: string;
  /** `null` for the database of the session. */
  database: string | null;
};

export function parseKey(key: ConnectionKey): KeyParts {
  const at = key.indexOf(SEPARATOR);
  return at === -1
    ? { server: key, database: null }
    : { server: key.slice(0, at), database: key.slice(at + SEPARATOR.length) };
}

export const formatKey = ({ server, database }: KeyParts): ConnectionKey =>
  database === null ? server : server + SEPARATOR + database;
