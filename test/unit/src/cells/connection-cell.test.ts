import { describe, expect, test } from 'vitest';
import type { StatusReply } from '../../../../server/protocol';
import { connectionCell } from '../../../../src/cells/connection-cell';

const status = (change: Partial<StatusReply> = {}): StatusReply => ({
  state: 'connected',
  source: { kind: 'file', path: '/run/secrets/omnisci' },
  connection: { protocol: 'http', host: 'db.example', port: '6278' },
  environment: {
    protocol: 'OMNISCI_PROTOCOL',
    host: 'OMNISCI_HOST',
    port: 'OMNISCI_PORT'
  },
  query: '',
  readOnly: false,
  ...change
});

describe('the first cell', () => {
  test('reads the session from its file and the address from the environment', () => {
    expect(connectionCell(status(), '')).toBe(`import json
import os
from pathlib import Path

import heavydb  # pip install pyheavydb importlib_metadata

# The session stays in its file; each run reads it anew.
session = Path("/run/secrets/omnisci").read_text(encoding="utf-8-sig").strip()
if session.startswith("{"):
    session = json.loads(session)["session"]

con = heavydb.connect(
    sessionid=session,
    protocol=os.environ["OMNISCI_PROTOCOL"].strip().lower(),
    host=os.environ["OMNISCI_HOST"].strip(),
    port=int(os.environ["OMNISCI_PORT"]),
)

tables = [name for (name,) in con.execute("SHOW TABLES")]
tables`);
  });

  test('asks the Jupyter server where a session manager of the admin finds the session', () => {
    const cell = connectionCell(
      status({ source: { kind: 'manager', name: 'vault.Manager' } }),
      ''
    );
    expect(cell).toContain('heavydb.connect(**current_session())');
  });

  test.each([
    [
      'no session file is configured',
      status({ source: { kind: 'file', path: '' } })
    ],
    ['the sidecar did not answer', null]
  ])(
    'asks the Jupyter server, which says what is missing, when %s',
    (_, given) => {
      expect(connectionCell(given, '')).toContain('current_session()');
    }
  );

  test('prints the tables and makes a dataframe of a handed-over query', () => {
    expect(connectionCell(status(), 'SELECT 1').split('TABLES")]\n')[1])
      .toBe(`print(tables)

from jupyterlab_omnisci.dataframe import read_sql  # pip install "jupyterlab_omnisci>=4"

query = "SELECT 1"
df = read_sql(query, con)
df`);
  });

  test('holds nothing of the address that the environment holds already', () => {
    expect(connectionCell(status(), '')).not.toContain('db.example');
  });
});
