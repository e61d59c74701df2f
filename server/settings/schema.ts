/** The settings of the sidecar, with their names, defaults and formats; data. */
import type { SchemaObj } from 'convict';
import { variableName } from './formats';

export const SECRET_VARIABLE = 'JUPYTERLAB_OMNISCI_SECRET';

const text = (doc: string, fallback: string, arg: string): SchemaObj => ({
  doc,
  format: String,
  default: fallback,
  env: `JUPYTERLAB_OMNISCI_${arg.toUpperCase().replaceAll('-', '_')}`,
  arg
});

const seconds = (doc: string, fallback: number, arg: string): SchemaObj => ({
  ...text(doc, '', arg),
  format: 'seconds',
  default: fallback
});

const list = (doc: string, arg: string, format: string): SchemaObj => ({
  ...text(doc, '', arg),
  format,
  default: []
});

const flag = (doc: string, fallback: boolean, arg: string): SchemaObj => ({
  ...text(doc, '', arg),
  format: 'true-or-false',
  default: fallback
});

/** Every setting, in the order of `--help`. */
export const SCHEMA: Record<string, SchemaObj> = {
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
  sessionFileCandidates: list(
    'Files, separated by commas, of which the newest is the session file where none is configured.',
    'session-file-candidates',
    'list-of-files'
  ),
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
  allow: {
    ...text(
      'Which servers may be connected to: handover, listed, any or auto.',
      'auto',
      'allow'
    ),
    format: ['auto', 'handover', 'listed', 'any']
  },
  servers: list('Servers to offer, as JSON.', 'servers', 'list-of-servers'),
  serversFile: text(
    "The path of a list of servers, such as Immerse's servers.json.",
    '',
    'servers-file'
  ),
  usePasswordsOfServersFile: flag(
    'Whether the passwords in that file are used.',
    false,
    'use-passwords-of-servers-file'
  ),
  allowedTargets: list(
    'host:port of the servers that a user may name, separated by commas; * stands for any text.',
    'allowed-targets',
    'list-of-targets'
  ),
  passwordFile: text(
    "A file of passwords in PostgreSQL's format.",
    '',
    'password-file'
  ),
  credentialCommand: list(
    'Program and arguments, as JSON, that print a password as JSON.',
    'credential-command',
    'command'
  ),
  signIn: flag('Whether a password may be typed.', true, 'sign-in'),
  readOnly: {
    ...text(
      'Whether statements may read only: true, false, or a list of IDs as JSON.',
      '',
      'read-only'
    ),
    format: 'true-or-list',
    default: false
  },
  baseUrl: text('Where the routes appear to the browser.', '/', 'base-url'),
  configDirs: {
    doc: 'Folders, separated by commas, where a session manager is looked for.',
    format: 'list-of-folders',
    default: [],
    env: 'JUPYTERLAB_OMNISCI_CONFIG_DIRS',
    arg: 'config-dirs'
  }
};
