/** Where the database listens, from environment variables or a session manager; pure. */
import { domainToASCII } from 'node:url';
import { isIPv6 } from 'node:net';
import type { ConnectionData } from '../protocol';
import { ApiError } from '../errors/api-error';
import { isLinkLocal } from '../transport/link-local';

const PROTOCOLS = ['http', 'https', 'binary'] as const;

/** Where calls go; always admin-given, never from a request. */
export type Target = Readonly<{
  protocol: (typeof PROTOCOLS)[number];
  host: string;
  port: number;
}>;

/** The target as a user would write it. */
export const nameOf = ({ host, port }: Target): string =>
  `${host.includes(':') ? `[${host}]` : host}:${port}`;

export type ConnectionReading = {
  /** As found, trimmed; empty where there is nothing. */
  connection: ConnectionData;
  target: Target | null;
  fault: ApiError | null;
};

export type ConnectionOptions = {
  /** Names of the variables. */
  names: Readonly<ConnectionData>;
  env: NodeJS.ProcessEnv;
  /** What a session manager told; the rest is read from the environment. */
  given?: Partial<ConnectionData>;
};

/** Reads the three values; a fault names the variable, or the manager's field, to mend. */
export function readConnection(options: ConnectionOptions): ConnectionReading {
  const { names, env, given = {} } = options;
  const value = (part: keyof ConnectionData): string =>
    (given[part] ?? env[names[part]] ?? '').trim();
  const connection = {
    protocol: value('protocol'),
    host: value('host'),
    port: value('port')
  };
  try {
    const target = {
      protocol: parseProtocol(connection.protocol),
      host: parseHost(connection.host),
      port: parsePort(connection.port)
    };
    return { connection, target, fault: null };
  } catch (error) {
    if (!(error instanceof Flaw)) {
      throw error;
    }
    return { connection, target: null, fault: explain(error) };
  }

  function explain({ part, message }: Flaw): ApiError {
    if (given[part] !== undefined) {
      return new ApiError(
        'session_manager_invalid',
        `The session manager answered a connection whose ${part} ${message || 'is empty'}.`
      );
    }
    if (isValue(names[part], part) && env[names[part]] === undefined) {
      return new ApiError(
        'config_invalid',
        `The setting OmniSciSessionManager.${part} takes the name of an environment variable, and holds "${names[part]}", which is a value. Put that into a variable such as OMNISCI_${part.toUpperCase()}, name the variable in the setting or leave it out, and restart Jupyter.`
      );
    }
    return message
      ? new ApiError(
          'config_invalid',
          `The environment variable ${names[part]} ${message}. Correct it and restart Jupyter.`
        )
      : new ApiError(
          'environment_missing',
          `The environment variable ${names[part]}, which should hold the database's ${part}, has no value. Set it and restart Jupyter.`
        );
  }
}

/**
 * Whether a setting holds the value itself, in place of a variable's name: no name has a dot, a
 * dash or a digit at its start, and hardly one is a protocol or a host in small letters.
 */
const isValue = (name: string, part: keyof ConnectionData): boolean =>
  !/^[a-z_][a-z0-9_]*$/i.test(name) ||
  (part === 'protocol' && isProtocol(name)) ||
  (part === 'host' && /^[a-z0-9]+$/.test(name));

const isProtocol = (text: string): text is Target['protocol'] =>
  (PROTOCOLS as readonly string[]).includes(text.toLowerCase());

/** An empty message means: no value at all. */
class Flaw extends Error {
  constructor(
    readonly part: keyof ConnectionData,
    message: string
  ) {
    super(message);
  }
}

function parseProtocol(text: string): Target['protocol'] {
  const found = PROTOCOLS.find(name => name === text.toLowerCase());
  if (!found) {
    throw new Flaw('protocol', text && 'is not "http", "https" or "binary"');
  }
  return found;
}

function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65535) {
    throw new Flaw('port', text && 'is not a port number from 1 to 65535');
  }
  return port;
}

/** Python's clients tolerate `http://host`, and so does this. */
function parseHost(text: string): string {
  const host = parseHostName(text);
  if (isLinkLocal(host)) {
    throw new Flaw(
      'host',
      "must not be a link-local address, such as that of a cloud's metadata"
    );
  }
  return host;
}

function parseHostName(text: string): string {
  const host = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/$/, '');
  if (host === '') {
    throw new Flaw('host', text && 'is not a host name or address');
  }
  const bracketed = /^\[(.*)\]$/.exec(host)?.[1];
  if (isIPv6(bracketed ?? host)) {
    return bracketed ?? host;
  }
  if (/[\s/@?#%\\]/.test(host)) {
    throw new Flaw('host', 'must be a host only, without user or path');
  }
  if (/:\d*$/.test(host)) {
    throw new Flaw(
      'host',
      'must be a host only; the port has its own variable'
    );
  }
  const ascii = domainToASCII(host);
  if (!/^[a-z0-9_]([a-z0-9._-]{0,252})$/i.test(ascii)) {
    throw new Flaw('host', 'is not a host name or address');
  }
  return ascii;
}
