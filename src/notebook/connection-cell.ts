/**
 * The text of the notebook's first cell. It names where the session is found and never holds it:
 * a notebook that is saved, shared or committed carries no credential, and runs again tomorrow.
 * Pure.
 */
import type { ConnectionData, StatusReply } from '../../server/protocol';
import { pythonLiteral } from './python-literal';

/** By SQL: `heavydb.Connection` has no method for it (pyheavydb 8.0.1). */
const FIND_TABLES = 'tables = [name for (name,) in con.execute("SHOW TABLES")]';

/** @param status - `null` where the sidecar did not answer. */
export function connectionCell(
  status: StatusReply | null,
  query: string
): string {
  const hasQuery = query.trim() !== '';
  const client = [
    'import heavydb  # pip install pyheavydb importlib_metadata',
    ...(hasQuery ? ['import pandas as pd'] : [])
  ];
  const connect =
    status?.source.kind === 'file' && status.source.path !== ''
      ? connectByFile(client, status.source.path, status.environment)
      : connectByServer(client);
  const use = hasQuery ? ['print(tables)', '', ...runQuery(query)] : ['tables'];
  return [...connect, '', FIND_TABLES, ...use].join('\n');
}

function connectByFile(
  client: string[],
  path: string,
  environment: ConnectionData
): string[] {
  return [
    'import json',
    'import os',
    'from pathlib import Path',
    '',
    ...client,
    '',
    '# The session stays in its file; each run reads it anew.',
    `session = Path(${pythonLiteral(path)}).read_text(encoding="utf-8-sig").strip()`,
    'if session.startswith("{"):',
    '    session = json.loads(session)["session"]',
    '',
    'con = heavydb.connect(',
    '    sessionid=session,',
    `    protocol=os.environ[${pythonLiteral(environment.protocol)}],`,
    `    host=os.environ[${pythonLiteral(environment.host)}],`,
    `    port=int(os.environ[${pythonLiteral(environment.port)}]),`,
    ')'
  ];
}

function connectByServer(client: string[]): string[] {
  return [
    ...client,
    'from jupyterlab_omnisci.session import current_session',
    '',
    '# Each run asks the Jupyter server for the session anew.',
    'con = heavydb.connect(**current_session())'
  ];
}

function runQuery(query: string): string[] {
  return [
    `query = ${pythonLiteral(query)}`,
    'cursor = con.execute(query)',
    'columns = [column.name for column in cursor.description]',
    'pd.DataFrame(cursor.fetchall(), columns=columns)'
  ];
}
