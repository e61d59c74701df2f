/**
 * The sidecar's settings, read once: from the shim's JSON in `JUPYTERLAB_OMNISCI_CONFIG`, then
 * environment variables, then the command line. The answer is deeply frozen.
 */
import convict from 'convict';
import type { LogFormat } from './log';
import type { Limits } from './protocol';
import type { Allow } from './servers/server-policy';
import { argumentsAsVariables } from './settings/arguments';
import { FORMATS } from './settings/formats';
import { SCHEMA, SECRET_VARIABLE } from './settings/schema';
import type { TimeLimits } from './transport/deadlines';

/** `OmniSciConnections` of docs/configuration.md. */
export type ConnectionSettings = Readonly<{
  allow: Allow | 'auto';
  servers: readonly unknown[];
  file: string;
  usePasswords: boolean;
  allowedTargets: readonly string[];
  passwordFile: string;
  credentialCommand: readonly string[];
  signIn: boolean;
  readOnly: boolean | readonly string[];
}>;

export type Config = Readonly<{
  socket: string;
  listenPort: number | null;
  secret: string;
  logFormat: LogFormat;
  parentPid: number | null;
  environment: Readonly<{ protocol: string; host: string; port: string }>;
  sessionFile: string;
  sessionFileCandidates: readonly string[];
  sessionCommand: readonly string[];
  loginUrl: string;
  pythonManagerFd: number | null;
  requirePrivateFile: boolean;
  sessionManager: string;
  exposeSessionId: boolean;
  maxResultBytes: number;
  limits: Readonly<Limits>;
  timeLimits: TimeLimits;
  connections: ConnectionSettings;
  baseUrl: string;
  configDirs: readonly string[];
}>;

/** What is wrong with the settings, in one sentence for the person who starts the sidecar. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

export const CONFIG_VARIABLE = 'JUPYTERLAB_OMNISCI_CONFIG';
export { SECRET_VARIABLE };

convict.addFormats(FORMATS);

/** Reads and checks the settings; throws {@link ConfigError}. */
export function loadConfig(env: NodeJS.ProcessEnv, args: string[]): Config {
  let settings: convict.Config<Record<string, unknown>>;
  try {
    const given = argumentsAsVariables(args, Object.values(SCHEMA));
    settings = convict(SCHEMA, { env: { ...env, ...given }, args: [] });
    settings.load(fromShim(env[CONFIG_VARIABLE]));
    settings.validate({ allowed: 'strict' });
  } catch (error) {
    throw error instanceof ConfigError
      ? error
      : new ConfigError(
          (error as Error).message.trim().replace(/\s*\n\s*/g, '; ')
        );
  }
  const { protocol, host, port, ...other } = settings.getProperties();
  const { properties, connections } = splitConnections(other);
  const { maxRows, allowExport, allowHistory, ...withTimeouts } = properties;
  const { connectTimeout, answerTimeout, idleTimeout, queryTimeout, ...rest } =
    withTimeouts as Record<string, number>;
  const config = {
    ...rest,
    environment: { protocol, host, port },
    connections,
    limits: {
      maxRows: maxRows || null,
      export: allowExport,
      history: allowHistory
    },
    timeLimits: {
      connectMs: 1000 * connectTimeout!,
      answerMs: 1000 * answerTimeout!,
      idleMs: 1000 * idleTimeout!,
      queryMs: 1000 * queryTimeout!
    }
  } as unknown as Config;
  if (config.socket === '' && config.listenPort === null) {
    throw new ConfigError('Set --socket PATH or --port NUMBER.');
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
  const lines = Object.values(SCHEMA).map(setting => {
    const fallback =
      setting.default === null || setting.sensitive
        ? ''
        : ` (default: ${JSON.stringify(setting.default)})`;
    const names = [setting.arg && `--${setting.arg} VALUE`, setting.env];
    return `  ${names.filter(Boolean).join(', ')}\n      ${setting.doc}${fallback}`;
  });
  return [
    'The sidecar of jupyterlab-omnisci. It gives JupyterLab the database session and runs queries with it.',
    `Settings, also accepted as JSON in ${CONFIG_VARIABLE}:`,
    ...lines,
    ''
  ].join('\n');
}

function splitConnections(all: Record<string, unknown>): {
  properties: Record<string, unknown>;
  connections: ConnectionSettings;
} {
  const {
    allow,
    servers,
    serversFile: file,
    usePasswordsOfServersFile: usePasswords,
    allowedTargets,
    passwordFile,
    credentialCommand,
    signIn,
    readOnly,
    ...properties
  } = all;
  const connections = {
    ...{ allow, servers, file, usePasswords, allowedTargets },
    ...{ passwordFile, credentialCommand, signIn, readOnly }
  } as ConnectionSettings;
  return { properties, connections };
}

function fromShim(json: string | undefined): Record<string, unknown> {
  if (json === undefined || json === '') {
    return {};
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(json);
  } catch {
    // JSON.parse quotes its input, which may contain secrets.
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
