/**
 * The text of the notebook's first cell. It names where the session is found and never holds it:
 * a notebook that is saved, shared or committed carries no credential, and runs again tomorrow.
 * Pure.
 */
import type { StatusReply } from '../../server/protocol';
import { pythonLiteral } from './python-literal';

/** @param status - `null` where the sidecar did not answer. */
export function connectionCell(
  status: StatusReply | null,
  query: string
): string {
  const isFile = status?.source.kind === 'file' && status.source.path !== '';
  const connect = status && isFile ? connectByFile(status) : connectByServer();
  return [
    ...connect,
    '',
    ...(query.trim() === '' ? ['con.get_tables()'] : runQuery(query))
  ].join('\n');
}

function connectByFile({ source, environment }: StatusReply): string[] {
  const path = source.kind === 'file' ? source.path : '';
  return [
    'import json',
    'import os',
    'from pathlib import Path',
    '',
    'import heavydb  # pip install pyheavydb',
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

function connectByServer(): string[] {
  return [
    'import heavydb  # pip install pyheavydb',
    'from jupyterlab_omnisci.session import current_session',
    '',
    '# Each run asks the Jupyter server for the session anew.',
    'con = heavydb.connect(**current_session())'
  ];
}

function runQuery(query: string): string[] {
  return [
    'import pandas as pd',
    '',
    `cursor = con.execute(${pythonLiteral(query)})`,
    'pd.DataFrame(cursor.fetchall(), columns=[column.name for column in cursor.description])'
  ];
}
