/**
 * The user's own servers in the settings. Also reads entries of the 2020 extension and of Immerse's
 * `servers.json`, and ignores their other keys. Pure.
 */
import type { ConnectionData } from '../../server/protocol';
import { HANDOVER } from '../sidecar/route-address';

export type UserServer = {
  id: string;
  /** Empty to use the host as the label. */
  label: string;
  /** `host` is empty if the entry only adds data to a server of the administrator. */
  connection: ConnectionData;
  database: string;
  username: string;
  /** The 2020 extension's mark of the default. */
  isMaster: boolean;
};

/** The format that the sidecar accepts in a path. */
const SERVER_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const MAX_ID_LENGTH = 64;

export const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  https: '443',
  http: '80',
  binary: '6274'
};

/** One server per entry, in order; `null` for an entry that names no server. */
export function userServers(value: unknown): (UserServer | null)[] {
  const ids = new Set<string>([HANDOVER]);
  return (Array.isArray(value) ? value : []).map(item => {
    const entry = asRecord(item);
    const connection = addressOf(entry);
    const wanted = text(entry['id']);
    if (connection.host === '' && wanted === '') {
      return null;
    }
    const id = freeId(wanted || text(entry['label']) || connection.host, ids);
    ids.add(id);
    return {
      id,
      label: text(entry['label']),
      connection,
      database: text(entry['database']),
      username: text(entry['username']),
      isMaster: entry['master'] === true
    };
  });
}

/** A unique ID, made of a label or host. */
export function freeId(wanted: string, taken: ReadonlySet<string>): string {
  const stem =
    wanted
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^[^A-Za-z0-9]+/, '')
      .slice(0, MAX_ID_LENGTH) || 'server';
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : `-${number}`;
    const id = stem.slice(0, MAX_ID_LENGTH - suffix.length) + suffix;
    if (SERVER_ID.test(id) && !taken.has(id)) {
      return id;
    }
  }
}

/** True if an entry contains a password; nothing here sends it. */
export const holdsPassword = (item: unknown): boolean =>
  text(asRecord(item)['password']) !== '';

export const withoutPassword = (item: unknown): Record<string, unknown> =>
  without(asRecord(item), 'password');

export const without = (
  entry: Record<string, unknown>,
  key: string
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key));

/** As in the 2020 extension, a URL takes precedence over its parts. */
function addressOf(entry: Record<string, unknown>): ConnectionData {
  const url = parseUrl(text(entry['url']));
  const protocol =
    (url?.protocol ?? text(entry['protocol'])).replace(/:$/, '') || 'https';
  return {
    protocol,
    host: url?.hostname ?? text(entry['host']),
    port:
      (url ? url.port : text(entry['port'])) || (DEFAULT_PORTS[protocol] ?? '')
  };
}

/** Also `null` for `host:port`, where the host would be parsed as a protocol. */
function parseUrl(address: string): URL | null {
  const url = URL.canParse(address) ? new URL(address) : null;
  return url && url.host !== '' ? url : null;
}

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};

const text = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number'
    ? String(value).trim()
    : '';
