/**
 * The text of the notebook's first cell. It names where the session is found and never holds it:
 * a notebook that is saved, shared or committed carries no credential, and runs again tomorrow.
 * Pure.
 */
import type { ConnectionData, StatusReply } from '../../server/protocol';
import { freeNames } from './cell-names';
import { IMPORT_READ_SQL, readQuery } from './dataframe-cell';
import type { FoundConnection } from './find-connection';
import { pythonLiteral } from './python-literal';

/** What a cell of this text makes. */
export const NEW_CONNECTION: FoundConnection = { name: 'con', isOfWith: false };

const CLIENT = 'import heavydb  # pip install pyheavydb importlib_metadata';

/** By SQL: `heavydb.Connection` has no method for it (pyheavydb 8.0.1). */
const FIND_TABLES = 'tables = [name for (name,) in con.execute("SHOW TABLES")]';

/** @param status - `null` where the sidecar did not answer. */
export function connectionCell(
  status: StatusReply | null,
  query: string
): string {
  const connect =
    status?.source.kind === 'file' && status.source.path !== ''
      ? connectByFile(status.source.path, status.environment)
      : connectByServer();
  const use =
    query.trim() === ''
      ? ['tables']
      : [
          'print(tables)',
          '',
          IMPORT_READ_SQL,
          '',
          ...readQuery({
            sql: query,
            connection: NEW_CONNECTION,
            names: freeNames([])
          })
        ];
  return [...connect, '', FIND_TABLES, ...use].join('\n');
}

/** The environment is read as the sidecar does: `HTTP`, and blanks around, are taken. */
function connectByFile(path: string, environment: ConnectionData): string[] {
  const variable = (part: keyof ConnectionData): string =>
    `os.environ[${pythonLiteral(environment[part])}]`;
  return [
    'import json',
    'import os',
    'from pathlib import Path',
    '',
    CLIENT,
    '',
    // server/session/parse-session-file.ts is the other parser of this format: change both.
    '# The session stays in its file; each run reads it anew.',
    `session = Path(${pythonLiteral(path)}).read_text(encoding="utf-8-sig").strip()`,
    'if session.startswith("{"):',
    '    session = json.loads(session)["session"]',
    '',
    'con = heavydb.connect(',
    '    sessionid=session,',
    `    protocol=${variable('protocol')}.strip().lower(),`,
    `    host=${variable('host')}.strip(),`,
    `    port=int(${variable('port')}),`,
    ')'
  ];
}

function connectByServer(): string[] {
  return [
    CLIENT,
    'from jupyterlab_omnisci.session import current_session',
    '',
    '# Each run asks the Jupyter server for the session anew.',
    'con = heavydb.connect(**current_session())'
  ];
}
