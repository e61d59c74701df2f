/** The address of the database, from environment variables or a session manager; pure. */
import type { ConnectionData } from '../protocol';
import { ApiError } from '../errors/api-error';
import {
  isProtocol,
  parseTarget,
  TargetError,
  type Target
} from '../transport/target';

export type DatabaseAddressReading = {
  /** As found, trimmed; empty if there is nothing. */
  connection: ConnectionData;
  target: Target | null;
  fault: ApiError | null;
};

export type DatabaseAddressOptions = {
  /** Names of the variables. */
  names: Readonly<ConnectionData>;
  env: NodeJS.ProcessEnv;
  /** The answer of a session manager; the rest comes from the environment. */
  given?: Partial<ConnectionData>;
};

/** Reads the three values. A fault names the variable, or the manager's field, that is wrong. */
export function readDatabaseAddress(
  options: DatabaseAddressOptions
): DatabaseAddressReading {
  const { names, env, given = {} } = options;
  const value = (part: keyof ConnectionData): string =>
    (given[part] ?? env[names[part]] ?? '').trim();
  const connection = {
    protocol: value('protocol'),
    host: value('host'),
    port: value('port')
  };
  try {
    return { connection, target: parseTarget(connection), fault: null };
  } catch (error) {
    if (!(error instanceof TargetError)) {
      throw error;
    }
    return { connection, target: null, fault: explain(error) };
  }

  function explain({ part, message }: TargetError): ApiError {
    if (given[part] !== undefined) {
      return new ApiError(
        'session_manager_invalid',
        `The session manager returned a connection whose ${part} ${message || 'is empty'}.`
      );
    }
    if (isValue(names[part], part) && env[names[part]] === undefined) {
      return new ApiError(
        'config_invalid',
        `The setting OmniSciSessionManager.${part} must be the name of an environment variable, but is "${names[part]}". Put this value into a variable such as OMNISCI_${part.toUpperCase()}, name that variable in the setting, and restart Jupyter.`
      );
    }
    return message
      ? new ApiError(
          'config_invalid',
          `The environment variable ${names[part]} ${message}. Correct it and restart Jupyter.`
        )
      : new ApiError('environment_missing', whatIsNotSet(part));
  }

  /** Names every variable that is missing, so that nobody learns of them one by one. */
  function whatIsNotSet(part: keyof ConnectionData): string {
    const missing = PARTS.filter(
      other => given[other] === undefined && connection[other] === ''
    );
    if (missing.length < 2) {
      return `The environment variable ${names[part]} for the database's ${part} is not set. Set it and restart Jupyter.`;
    }
    const variables = missing.map(other => names[other]);
    return `The environment variables ${variables.slice(0, -1).join(', ')} and ${variables.at(-1)} for the address of the database are not set. Set them and restart Jupyter.`;
  }
}

const PARTS = ['protocol', 'host', 'port'] as const;

/**
 * Whether a setting contains the value itself instead of a variable's name: names have no dot, no
 * dash and no leading digit, and are hardly ever a protocol or a host in lower case.
 */
const isValue = (name: string, part: keyof ConnectionData): boolean =>
  !/^[a-z_][a-z0-9_]*$/i.test(name) ||
  (part === 'protocol' && isProtocol(name)) ||
  (part === 'host' && /^[a-z0-9]+$/.test(name));
