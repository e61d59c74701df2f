/** A server of the admin's list, in the format of Immerse's servers.json; pure. */
import { ApiError } from '../errors/api-error';
import type { ConnectionData } from '../protocol';
import { Password } from '../secrets/password';

/** A server as configured. Says nothing about a session with it. */
export type Server = Readonly<{
  id: string;
  label: string;
  origin: 'admin' | 'user';
  /** As written; missing parts have the default. */
  connection: ConnectionData;
  username: string;
  database: string;
  databases: readonly string[];
  isSingleSignOn: boolean;
  /** From the admin's list; `null` if there is none or it must not be used. */
  password: Password | null;
  isDefault: boolean;
  readOnly: boolean;
}>;

/** Characters that may stand before the semicolon of a connection's key. */
export const SERVER_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads a list of servers. Ignores unknown keys: Immerse's file has many.
 *
 * @param where - the name of the list in error messages.
 * @throws ApiError `config_invalid` - if it is not a list of objects, or one has no host.
 */
export function listedServers(
  list: unknown,
  options: { where: string; usePasswords: boolean }
): Server[] {
  const { where, usePasswords } = options;
  if (!Array.isArray(list)) {
    throw new ApiError('config_invalid', `${where} holds no list of servers.`);
  }
  // HANDOVER of server/connections/, which this folder must not import.
  const ids = new Set(['handover']);
  return list.map((entry: unknown, index) => {
    if (typeof entry !== 'object' || entry === null) {
      throw new ApiError(
        'config_invalid',
        `${where}: server ${index + 1} is no object.`
      );
    }
    const fields = entry as Record<string, unknown>;
    const connection = connectionOf(fields);
    if (connection.host === '') {
      throw new ApiError(
        'config_invalid',
        `${where}: server ${index + 1} has neither "url" nor "host".`
      );
    }
    const id = newId(textOf(fields['id']), connection, ids);
    return {
      id,
      label:
        textOf(fields['label']) ||
        (textOf(fields['id']) && id) ||
        connection.host,
      origin: 'admin' as const,
      connection,
      username: textOf(fields['username']),
      database: textOf(fields['database']),
      databases: textsOf(fields['login_panel_databases']),
      isSingleSignOn: textOf(fields['SAMLurl']) !== '',
      password: usePasswords
        ? Password.parse(textOf(fields['password'], false))
        : null,
      isDefault: fields['master'] === true,
      readOnly: fields['read_only'] === true
    };
  });
}

/** As in Immerse: `url` has priority, and HTTPS and the protocol's own port are the defaults. */
function connectionOf(fields: Record<string, unknown>): ConnectionData {
  const text = textOf(fields['url']);
  const url = URL.canParse(text) ? new URL(text) : null;
  const protocol = url
    ? url.protocol.slice(0, -1)
    : textOf(fields['protocol']) || 'https';
  const port = url
    ? url.port
    : typeof fields['port'] === 'number'
      ? String(fields['port'])
      : textOf(fields['port']);
  return {
    protocol,
    host: url ? url.hostname : textOf(fields['host']),
    port: port || (DEFAULT_PORTS[protocol] ?? '')
  };
}

const DEFAULT_PORTS: Record<string, string> = {
  http: '80',
  https: '443',
  binary: '6274'
};

/** The given ID; otherwise one made of host and port. A duplicate gets a number. */
function newId(
  given: string,
  { host, port }: ConnectionData,
  ids: Set<string>
): string {
  const made = `${host}-${port}`.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60);
  const base = SERVER_ID.test(given)
    ? given
    : made.replace(/^[^A-Za-z0-9]+/, '');
  let id = base;
  for (let count = 2; ids.has(id); count++) {
    id = `${base}-${count}`;
  }
  ids.add(id);
  return id;
}

const textOf = (value: unknown, isTrimmed = true): string =>
  typeof value === 'string' ? (isTrimmed ? value.trim() : value) : '';

const textsOf = (value: unknown): string[] =>
  Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
