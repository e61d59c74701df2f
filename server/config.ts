/**
 * The sidecar's settings, read once: from the shim's JSON in `JUPYTERLAB_OMNISCI_CONFIG`, then
 * environment variables, then the command line. The answer is deeply frozen.
 */
import convict, { type SchemaObj } from 'convict';
import { argumentsAsVariables } from './arguments';
import type { TimeLimits } from './transport/deadlines';

export type Config = Readonly<{
  socket: string;
  listenPort: number | null;
  secret: string;
  parentPid: number | null;
  environment: Readonly<{ protocol: string; host: string; port: string }>;
  sessionFile: string;
  requirePrivateFile: boolean;
  sessionManager: string;
  exposeSessionId: boolean;
  maxResultBytes: number;
  timeLimits: TimeLimits;
  baseUrl: string;
  configDirs: readonly string[];
}>;

/** What is wrong with the settings, in one sentence for whoever starts the sidecar. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export const CONFIG_VARIABLE = 'JUPYTERLAB_OMNISCI_CONFIG';
export const SECRET_VARIABLE = 'JUPYTERLAB_OMNISCI_SECRET';

const text = (doc: string, fallback: string, arg: string): SchemaObj => ({
  doc,
  format: String,
  default: fallback,
  env: `JUPYTERLAB_OMNISCI_${arg.toUpperCase().replaceAll('-', '_')}`,
  arg
});

const variableName = (value: unknown): void => {
  if (
    typeof value !== 'string' ||
    value === '' ||
    value.includes('=') ||
    value.includes('\0')
  ) {
    throw new Error('must be the name of an environment variable');
  }
};

const wholeNumber = (lowest: number, highest: number) => ({
  validate(value: unknown): void {
    if (
      value !== null &&
      (!Number.isInteger(value) ||
        (value as number) < lowest ||
        (value as number) > highest)
    ) {
      throw new Error(`must be a whole number from ${lowest} to ${highest}`);
    }
  },
  coerce: (value: string) => (/^\d{1,16}$/.test(value) ? Number(value) : value)
});

// convict's own formats take "6278x" for 6278 and "no" for true.
convict.addFormats({
  'port-number': wholeNumber(0, 65535),
  'process-id': wholeNumber(1, 2 ** 31 - 1),
  'number-of-bytes': wholeNumber(1, Number.MAX_SAFE_INTEGER),
  seconds: {
    validate(value: unknown): void {
      if (typeof value !== 'number' || !(value >= 0.01 && value <= 86_400)) {
        throw new Error('must be a number of seconds from 0.01 to 86400');
      }
    },
    coerce: (value: string) =>
      /^\d{1,5}(\.\d{1,3})?$/.test(value) ? Number(value) : value
  },
  'true-or-false': {
    validate(value: unknown): void {
      if (typeof value !== 'boolean') {
        throw new Error('must be true or false');
      }
    },
    coerce: (value: string) =>
      ({ true: true, false: false })[value.toLowerCase()] ?? value
  },
  'list-of-folders': {
    validate(value: unknown): void {
      if (
        !Array.isArray(value) ||
        !value.every(item => typeof item === 'string')
      ) {
        throw new Error('must be a list of folders');
      }
    },
    coerce: (value: string) => value.split(',').filter(Boolean)
  }
});

const seconds = (doc: string, fallback: number, arg: string): SchemaObj => ({
  ...text(doc, '', arg),
  format: 'seconds',
  default: fallback
});

const schema: Record<string, SchemaObj> = {
  socket: text('Path of the unix socket to listen on.', '', 'socket'),
  listenPort: {
    doc: `Port of 127.0.0.1 to listen on, where there are no unix sockets; needs a secret in ${SECRET_VARIABLE}.`,
    format: 'port-number',
    default: null,
    nullable: true,
    env: 'JUPYTERLAB_OMNISCI_LISTEN_PORT',
    arg: 'port'
  },
  secret: {
    doc: 'What callers of a port must send in X-OmniSci-Secret. Not an argument: argument lists are public.',
    format: String,
    default: '',
    sensitive: true,
    env: SECRET_VARIABLE
  },
  parentPid: {
    doc: 'Process to live for: the sidecar ends when it does.',
    format: 'process-id',
    default: null,
    nullable: true,
    env: 'JUPYTERLAB_OMNISCI_PARENT_PID',
    arg: 'parent-pid'
  },
  protocol: {
    ...text(
      'Name of the environment variable that holds http, https or binary.',
      'OMNISCI_PROTOCOL',
      'protocol-variable'
    ),
    format: variableName
  },
  host: {
    ...text(
      "Name of the environment variable that holds the database's host.",
      'OMNISCI_HOST',
      'host-variable'
    ),
    format: variableName
  },
  port: {
    ...text(
      "Name of the environment variable that holds the database's port.",
      'OMNISCI_PORT',
      'port-variable'
    ),
    format: variableName
  },
  sessionFile: text('The session file.', '', 'session-file'),
  requirePrivateFile: {
    doc: 'Whether a session file that is open to other users is refused; by default it is warned of.',
    format: 'true-or-false',
    default: false,
    env: 'JUPYTERLAB_OMNISCI_REQUIRE_PRIVATE_FILE',
    arg: 'require-private-file'
  },
  sessionManager: text(
    'Module and export of a session manager of your own: "module.Export".',
    '',
    'session-manager'
  ),
  exposeSessionId: {
    doc: 'Whether GET /session tells the session ID.',
    format: 'true-or-false',
    default: true,
    env: 'JUPYTERLAB_OMNISCI_EXPOSE_SESSION_ID',
    arg: 'expose-session-id'
  },
  maxResultBytes: {
    doc: 'The most bytes that the result of one query may have.',
    format: 'number-of-bytes',
    default: 256 * 1024 * 1024,
    env: 'JUPYTERLAB_OMNISCI_MAX_RESULT_BYTES',
    arg: 'max-result-bytes'
  },
  connectTimeout: seconds(
    'Seconds that the database has to accept a connection.',
    5,
    'connect-timeout'
  ),
  answerTimeout: seconds(
    'Seconds that the database has for what it answers from memory; six times as long for its catalog.',
    10,
    'answer-timeout'
  ),
  idleTimeout: seconds(
    'Seconds that the database may be silent in the middle of an answer.',
    30,
    'idle-timeout'
  ),
  queryTimeout: seconds(
    'Seconds that one query may take of the database, those aside in which nobody asks for its rows.',
    3600,
    'query-timeout'
  ),
  baseUrl: text('Where the routes appear to the browser.', '/', 'base-url'),
  configDirs: {
    doc: 'Folders, separated by commas, where a session manager is looked for.',
    format: 'list-of-folders',
    default: [],
    env: 'JUPYTERLAB_OMNISCI_CONFIG_DIRS',
    arg: 'config-dirs'
  }
};

/** Reads and checks the settings; throws {@link ConfigError}. */
export function loadConfig(env: NodeJS.ProcessEnv, args: string[]): Config {
  let settings: convict.Config<Record<string, unknown>>;
  try {
    const given = argumentsAsVariables(args, Object.values(schema));
    settings = convict(schema, { env: { ...env, ...given }, args: [] });
    settings.load(fromShim(env[CONFIG_VARIABLE]));
    settings.validate({ allowed: 'strict' });
  } catch (error) {
    throw error instanceof ConfigError
      ? error
      : new ConfigError(
          (error as Error).message.trim().replace(/\s*\n\s*/g, '; ')
        );
  }
  const { protocol, host, port, ...properties } = settings.getProperties();
  const { connectTimeout, answerTimeout, idleTimeout, queryTimeout, ...rest } =
    properties as Record<string, number>;
  const config = {
    ...rest,
    environment: { protocol, host, port },
    timeLimits: {
      connectMs: 1000 * connectTimeout!,
      answerMs: 1000 * answerTimeout!,
      idleMs: 1000 * idleTimeout!,
      queryMs: 1000 * queryTimeout!
    }
  } as unknown as Config;
  if (config.socket === '' && config.listenPort === null) {
    throw new ConfigError(
      'Say where to listen: --socket PATH, or --port NUMBER.'
    );
  }
  if (config.listenPort !== null && config.secret === '') {
    throw new ConfigError(
      `With --port, ${SECRET_VARIABLE} must hold the secret that callers send.`
    );
  }
  return deepFreeze(config);
}

/** The text of `--help`. */
export function describeSettings(): string {
  const lines = Object.values(schema).map(setting => {
    const fallback =
      setting.default === null || setting.sensitive
        ? ''
        : ` (default: ${JSON.stringify(setting.default)})`;
    const names = [setting.arg && `--${setting.arg} VALUE`, setting.env];
    return `  ${names.filter(Boolean).join(', ')}\n      ${setting.doc}${fallback}`;
  });
  return [
    'The sidecar of jupyterlab-omnisci: tells JupyterLab the database session, and queries with it.',
    `Settings, also accepted as JSON in ${CONFIG_VARIABLE}:`,
    ...lines,
    ''
  ].join('\n');
}

function fromShim(json: string | undefined): Record<string, unknown> {
  if (json === undefined || json === '') {
    return {};
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    // JSON.parse quotes its input, which may hold what should not be logged.
    throw new ConfigError(`${CONFIG_VARIABLE} is not JSON.`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ConfigError(`${CONFIG_VARIABLE} is not a JSON object.`);
  }
  return parsed as Record<string, unknown>;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(deepFreeze);
    Object.freeze(value);
  }
  return value;
}
