/** A server that the admin lists, in the words of Immerse's servers.json; pure. */
import { ApiError } from '../errors/api-error';
import type { ConnectionData } from '../protocol';
import { Password } from '../secrets/password';

/** A server as it is configured: nothing is known of a session with it. */
export type Server = Readonly<{
  id: string;
  label: string;
  origin: 'admin' | 'user';
  /** As written; a part that was left out has the default. */
  connection: ConnectionData;
  username: string;
  database: string;
  databases: readonly string[];
  isSingleSignOn: boolean;
  /** Of the admin's list; `null` where there is none, or it is not to be used. */
  password: Password | null;
  isDefault: boolean;
  readOnly: boolean;
}>;

/** What may stand before the semicolon of a connection's key. */
export const SERVER_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * Reads a list of servers. Keys that mean nothing here are passed over: Immerse's file has many.
 *
 * @param where - how to name the list to whoever has to correct it.
 * @throws ApiError `config_invalid` - where it is no list of objects, or one has no host.
 */
export function listedServers(
  list: unknown,
  options: { where: string; usePasswords: boolean }
): Server[] {
  const { where, usePasswords } = options;
  if (!Array.isArray(list)) {
    throw new ApiError('config_invalid', `${where} holds no list of servers.`);
  }
  // HANDOVER of server/connections/, a room above this one.
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

/** As Immerse has it: `url` wins, HTTPS and the protocol's own port are what is meant without a word. */
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

/** The ID as given; else one made of host and port. Another server's ID gets a number. */
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
