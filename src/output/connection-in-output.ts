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

/** Names of them in small letters and without `_` and `-`. */
const SECRETS: ReadonlySet<string> = new Set([
  ...['password', 'passwd', 'pwd', 'passphrase'],
  ...['sessionid', 'session', 'token', 'secret']
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

/** The same output without its passwords and its session. Its spec and its query stay. */
export function withoutSecrets(data: JSONObject): JSONObject {
  return withoutSecretsIn(data, (name, value) =>
    name === 'connection' || name === 'url' ? cleaned(value) : value
  );
}

/** All of a connection, also the lists, the objects and the URLs within it. */
function cleaned(value: JSONValue): JSONValue {
  if (Array.isArray(value)) {
    return value.map(cleaned);
  }
  if (typeof value === 'string') {
    return withoutLogin(value);
  }
  return isJsonObject(value)
    ? withoutSecretsIn(value, (_, item) => cleaned(item))
    : value;
}

const withoutSecretsIn = (
  data: JSONObject,
  toKeep: (name: string, value: JSONValue) => JSONValue
): JSONObject =>
  Object.fromEntries(
    Object.entries(data)
      .filter(
        ([name, value]) => !isSecretName(name) || value === null || value === ''
      )
      .map(([name, value]) => [name, toKeep(name, value)])
  );

const isSecretName = (name: string): boolean =>
  SECRETS.has(name.toLowerCase().replace(/[_-]/g, ''));

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

/** What looks like `user:password@` where there is no host of a URL. */
const LOGIN = /^([a-z][a-z\d+.-]*:\/\/)?[^@]*:.*@/is;

/** Without the user, the password and the session that a URL may have. */
function withoutLogin(text: string): string {
  const url = urlOf(text);
  if (!url?.host) {
    return text.replace(LOGIN, '$1');
  }
  const secrets = [...url.searchParams.keys()].filter(isSecretName);
  if (url.username === '' && url.password === '' && secrets.length === 0) {
    return text;
  }
  url.username = '';
  url.password = '';
  secrets.forEach(name => url.searchParams.delete(name));
  return url.href;
}
