/** The settings of the sidecar, with their names, defaults and formats; data. */
import type { SchemaObj } from 'convict';
import { variableName } from './formats';

export const SECRET_VARIABLE = 'JUPYTERLAB_OMNISCI_SECRET';
export const LOG_FORMAT_VARIABLE = 'JUPYTERLAB_OMNISCI_LOG_FORMAT';

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
    doc: `Port of 127.0.0.1 to listen on, for systems without unix sockets. Requires a secret in ${SECRET_VARIABLE}.`,
    format: 'port-number',
    default: null,
    nullable: true,
    env: 'JUPYTERLAB_OMNISCI_LISTEN_PORT',
    arg: 'port'
  },
  secret: {
    doc: 'Secret that callers of the port must send in X-OmniSci-Secret. Not an argument, because argument lists are public.',
    format: String,
    default: '',
    sensitive: true,
    env: SECRET_VARIABLE
  },
  logFormat: {
    doc: 'The lines of the log: text for people, or json with level, message and detail.',
    format: ['text', 'json'],
    default: 'text',
    env: LOG_FORMAT_VARIABLE
  },
  parentPid: {
    doc: 'ID of the parent process. The sidecar ends when that process ends.',
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
  sessionCommand: list(
    'Program and arguments, as JSON, that print what a session file holds.',
    'session-command',
    'command'
  ),
  loginUrl: {
    ...text(
      'The page where the user logs in to the database.',
      '',
      'login-url'
    ),
    format: 'web-page'
  },
  pythonManagerFd: {
    doc: 'File descriptor on which the Jupyter server calls a session manager in Python.',
    format: 'descriptor',
    default: null,
    nullable: true,
    env: 'JUPYTERLAB_OMNISCI_PYTHON_MANAGER_FD',
    arg: 'python-manager-fd'
  },
  requirePrivateFile: {
    doc: 'Whether the sidecar refuses a session file that other users can open. By default it only logs a warning.',
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
    doc: 'Whether GET /session returns the session ID.',
    format: 'true-or-false',
    default: true,
    env: 'JUPYTERLAB_OMNISCI_EXPOSE_SESSION_ID',
    arg: 'expose-session-id'
  },
  maxResultBytes: {
    doc: 'Maximum size of the result of one query, in bytes.',
    format: 'number-of-bytes',
    default: 256 * 1024 * 1024,
    env: 'JUPYTERLAB_OMNISCI_MAX_RESULT_BYTES',
    arg: 'max-result-bytes'
  },
  maxRows: {
    doc: 'The most rows that a query may return. 0 means no limit.',
    format: 'number-of-rows',
    default: 0,
    env: 'JUPYTERLAB_OMNISCI_MAX_ROWS',
    arg: 'max-rows'
  },
  allowExport: flag(
    'Whether users may export results to files.',
    true,
    'allow-export'
  ),
  allowHistory: flag(
    'Whether the browser may save the statements that users run.',
    true,
    'allow-history'
  ),
  connectTimeout: seconds(
    'Seconds that the database has to accept a connection.',
    5,
    'connect-timeout'
  ),
  answerTimeout: seconds(
    'Seconds that the database has for an answer from memory. Calls of the catalog get six times as long.',
    10,
    'answer-timeout'
  ),
  idleTimeout: seconds(
    'Seconds that the database may be silent in the middle of an answer.',
    30,
    'idle-timeout'
  ),
  queryTimeout: seconds(
    'Seconds that the database may work on one query. The time in which nobody fetches its rows does not count.',
    3600,
    'query-timeout'
  ),
  allow: {
    ...text(
      'Which servers users may connect to: handover, listed, any or auto.',
      'auto',
      'allow'
    ),
    format: ['auto', 'handover', 'listed', 'any']
  },
  servers: list('Servers to offer, as JSON.', 'servers', 'list-of-servers'),
  serversFile: text(
    "Path of a file with a list of servers, such as Immerse's servers.json.",
    '',
    'servers-file'
  ),
  usePasswordsOfServersFile: flag(
    'Whether to use the passwords in that file.',
    false,
    'use-passwords-of-servers-file'
  ),
  allowedTargets: list(
    'host:port of the servers that a user may add, separated by commas. * stands for any text.',
    'allowed-targets',
    'list-of-targets'
  ),
  passwordFile: text(
    "Path of a password file in PostgreSQL's format.",
    '',
    'password-file'
  ),
  credentialCommand: list(
    'Program and arguments, as JSON, that print a password as JSON.',
    'credential-command',
    'command'
  ),
  signIn: flag('Whether users may type a password.', true, 'sign-in'),
  readOnly: {
    ...text(
      'Whether connections are read-only: true, false, or a list of server IDs as JSON.',
      '',
      'read-only'
    ),
    format: 'true-or-list',
    default: false
  },
  baseUrl: text(
    'Base URL of the routes, as the browser sees it.',
    '/',
    'base-url'
  ),
  configDirs: {
    doc: 'Folders to search for a session manager, separated by commas.',
    format: 'list-of-folders',
    default: [],
    env: 'JUPYTERLAB_OMNISCI_CONFIG_DIRS',
    arg: 'config-dirs'
  }
};
