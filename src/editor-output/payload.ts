/**
 * Reads what an output says of its SQL editor, in every form since 2018. Ignores users, passwords and
 * sessions. Pure.
 */
import type { JSONObject, JSONValue } from '@lumino/coreutils';
import type { ConnectionKey } from '../../server/protocol';

/** The first is what `jupyterlab_omnisci/magics/sql_editor.py` and the extension of 2020 write. */
export const MIME_TYPES = [
  'application/vnd.omnisci.sqleditor+json',
  'application/vnd.heavyai.sqleditor+json'
];

/** An address; a part that the notebook does not name is empty. */
export type NamedAddress = {
  protocol: string;
  host: string;
  port: string;
  database: string;
};

export type EditorPayload = {
  query: string;
  /** `null` if the notebook names no connection. */
  named: { key: ConnectionKey } | NamedAddress | null;
  /** True if the output holds a password or a session. */
  hasSecret: boolean;
};

const SECRETS: ReadonlySet<string> = new Set([
  'password',
  'sessionid',
  'session'
]);

/** `null` if this version cannot read the output: anybody may have changed it. */
export function readPayload(data: JSONValue | undefined): EditorPayload | null {
  if (!isObject(data) || typeof data['query'] !== 'string') {
    return null;
  }
  return {
    query: data['query'],
    named: namedIn(data['connection']),
    hasSecret: JSON.stringify(withoutSecrets(data)) !== JSON.stringify(data)
  };
}

/** The same output without its passwords and its session. */
export function withoutSecrets(data: JSONObject): JSONObject {
  return Object.fromEntries(
    Object.entries(data)
      .filter(
        ([name, value]) => !SECRETS.has(name.toLowerCase()) || !isFilled(value)
      )
      .map(([name, value]) => [
        name,
        name === 'connection' && isObject(value)
          ? withoutSecrets(value)
          : name === 'url' && typeof value === 'string'
            ? withoutLogin(value)
            : value
      ])
  );
}

function namedIn(connection: JSONValue | undefined): EditorPayload['named'] {
  if (!isObject(connection)) {
    return null;
  }
  const text = (...names: string[]): string =>
    names
      .map(name => connection[name])
      .find(isFilled)
      ?.toString() ?? '';
  if (text('key')) {
    return { key: text('key') };
  }
  const url = urlOf(text('url'));
  const protocol = (url?.protocol ?? text('protocol')).replace(/:$/, '');
  const host = url?.hostname ?? text('host');
  return host === ''
    ? null
    : {
        protocol: protocol.toLowerCase(),
        host: host.toLowerCase(),
        port: url ? url.port || portOf(protocol) : text('port'),
        database: text('database', 'dbname', 'dbName')
      };
}

const isObject = (value: JSONValue | undefined): value is JSONObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isFilled = (value: JSONValue | undefined): value is string | number =>
  typeof value === 'number' || (typeof value === 'string' && value !== '');

const urlOf = (text: string): URL | null =>
  URL.canParse(text) ? new URL(text) : null;

/** A `URL` leaves out the port that its protocol has anyway. */
const portOf = (protocol: string): string =>
  protocol === 'https' ? '443' : '80';

/** Without the user and the password that a URL may have. */
function withoutLogin(text: string): string {
  const url = urlOf(text);
  if (!url || (url.username === '' && url.password === '')) {
    return text;
  }
  url.username = '';
  url.password = '';
  return url.href;
}
