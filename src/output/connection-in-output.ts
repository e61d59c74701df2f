/**
 * Reads which connection an output names, in every form since 2018. Ignores users, passwords and
 * sessions. Pure.
 */
import type { JSONObject, JSONValue } from '@lumino/coreutils';
import type { ConnectionKey } from '../../server/protocol';

/** An address; a part that the notebook does not name is empty. */
export type NamedAddress = {
  protocol: string;
  host: string;
  port: string;
  database: string;
};

/** `jupyterlab_omnisci/magics/connections.py` writes either; older versions wrote addresses. */
export type ConnectionInOutput = { key: ConnectionKey } | NamedAddress;

const SECRETS: ReadonlySet<string> = new Set([
  'password',
  'sessionid',
  'session'
]);

/** @param connection - `connection` of the output; `null` is returned if it names none. */
export function connectionInOutput(
  connection: JSONValue | undefined
): ConnectionInOutput | null {
  if (!isJsonObject(connection)) {
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

/** True if the output holds a password or a session. */
export const hasSecret = (data: JSONObject): boolean =>
  JSON.stringify(withoutSecrets(data)) !== JSON.stringify(data);

/** The same output without its passwords and its session. */
export function withoutSecrets(data: JSONObject): JSONObject {
  return Object.fromEntries(
    Object.entries(data)
      .filter(
        ([name, value]) => !SECRETS.has(name.toLowerCase()) || !isFilled(value)
      )
      .map(([name, value]) => [
        name,
        name === 'connection' && isJsonObject(value)
          ? withoutSecrets(value)
          : name === 'url' && typeof value === 'string'
            ? withoutLogin(value)
            : value
      ])
  );
}

export const isJsonObject = (
  value: JSONValue | undefined
): value is JSONObject =>
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
