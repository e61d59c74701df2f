/**
 * The text of a notebook's connecting cell. It names where to find the session and never contains
 * it: a notebook that is saved, shared or committed holds no credential, and runs again tomorrow.
 * Pure.
 */
import type {
  ConnectionData,
  ConnectionKey,
  StatusReply
} from '../../server/protocol';
import { HANDOVER } from '../sidecar/route-address';
import {
  freeConnectionNames,
  freeNames,
  type ConnectionNames
} from './cell-names';
import { IMPORT_READ_SQL, readQuery } from './dataframe-cell';
import type { FoundConnection } from './find-connection';
import { pythonLiteral } from './python-literal';

export type ConnectionCellOptions = {
  connection: ConnectionKey;
  /** `null` if the sidecar did not answer. */
  status: StatusReply | null;
  /** Read into a dataframe; if it is blank, the cell shows the tables. */
  query?: string;
  /** By default, those of a new notebook. */
  names?: ConnectionNames;
};

/** What a cell with such names creates. */
export const newConnection = ({ con }: ConnectionNames): FoundConnection => ({
  name: con,
  isOfWith: false
});

const CLIENT = 'import heavydb  # pip install pyheavydb importlib_metadata';

export function connectionCell({
  connection,
  status,
  query = '',
  names = freeConnectionNames([])
}: ConnectionCellOptions): string {
  const { con, tables } = names;
  const connect =
    connection !== HANDOVER
      ? connectToOwnSession(connection, con)
      : status?.source.kind === 'file' && status.source.path !== ''
        ? connectByFile(status.source.path, status.environment, con)
        : connectByServer(con);
  const use =
    query.trim() === ''
      ? [tables]
      : [
          `print(${tables})`,
          '',
          IMPORT_READ_SQL,
          '',
          ...readQuery({
            sql: query,
            connection: newConnection(names),
            names: freeNames([])
          })
        ];
  return [
    ...connect,
    '',
    // By SQL: `heavydb.Connection` has no method for it (pyheavydb 8.0.1).
    `${tables} = [name for (name,) in ${con}.execute("SHOW TABLES")]`,
    ...use
  ].join('\n');
}

/** The environment is read like the sidecar does: `HTTP` and surrounding spaces are accepted. */
function connectByFile(
  path: string,
  environment: ConnectionData,
  con: string
): string[] {
  const variable = (part: keyof ConnectionData): string =>
    `os.environ[${pythonLiteral(environment[part])}]`;
  return [
    'import json',
    'import os',
    'from pathlib import Path',
    '',
    CLIENT,
    '',
    // server/session/parse-session-file.ts also parses this format: change both.
    '# The session stays in its file; each run reads it anew.',
    `session = Path(${pythonLiteral(path)}).read_text(encoding="utf-8-sig").strip()`,
    'if session.startswith("{"):',
    '    session = json.loads(session)["session"]',
    '',
    `${con} = heavydb.connect(`,
    '    sessionid=session,',
    `    protocol=${variable('protocol')}.strip().lower(),`,
    `    host=${variable('host')}.strip(),`,
    `    port=int(${variable('port')}),`,
    ')'
  ];
}

const connectByServer = (con: string): string[] => [
  CLIENT,
  'from jupyterlab_omnisci.session import current_session',
  '',
  '# Each run asks the Jupyter server for the session anew.',
  `${con} = heavydb.connect(**current_session())`
];

/**
 * Another database needs a session of its own: the handed-over session must stay in its database.
 */
const connectToOwnSession = (key: ConnectionKey, con: string): string[] => [
  'from jupyterlab_omnisci import connect_session  # pip install "jupyterlab_omnisci>=4" pyheavydb importlib_metadata',
  '',
  `# Each run gets a session of its own, which ${con}.close() ends.`,
  `${con} = connect_session(${pythonLiteral(key)})`
];
