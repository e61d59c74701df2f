/**
 * The user's own servers, as the settings have them: entries of today, and those of the 2020
 * extension and of Immerse's `servers.json`, whose other keys are not read. Pure.
 */
import type { ConnectionData } from '../../server/protocol';
import { HANDOVER } from '../sidecar/route-address';

export type UserServer = {
  id: string;
  /** Empty for that of the host. */
  label: string;
  /** `host` is empty where the entry only remembers something of a server of the administrator's. */
  connection: ConnectionData;
  database: string;
  username: string;
  /** The 2020 extension's mark of the default. */
  isMaster: boolean;
};

/** As the sidecar takes it in a path. */
const SERVER_ID = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const MAX_ID_LENGTH = 64;

export const DEFAULT_PORTS: Readonly<Record<string, string>> = {
  https: '443',
  http: '80',
  binary: '6274'
};

/** One for each entry, at its place; `null` for what names no server. */
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

/** An ID for a label or host, which no other server has. */
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

/** True where an entry holds a password, which nothing here sends anywhere. */
export const holdsPassword = (item: unknown): boolean =>
  text(asRecord(item)['password']) !== '';

export const withoutPassword = (item: unknown): Record<string, unknown> =>
  without(asRecord(item), 'password');

export const without = (
  entry: Record<string, unknown>,
  key: string
): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entry).filter(([name]) => name !== key));

/** As the 2020 extension had it: an address as a whole goes before its parts. */
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

/** `null` also for `host:port`, whose host would be read as a protocol. */
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
