import { describe, expect, test } from 'vitest';
import type { StatusReply } from '../../../../server/protocol';
import { freeConnectionNames } from '../../../../src/cells/cell-names';
import { connectionCell } from '../../../../src/cells/connection-cell';
import { NO_LIMITS } from '../../../../src/connection-info/limits';

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
  limits: NO_LIMITS,
  ...change
});

const cellOf = (given: StatusReply | null, query = ''): string =>
  connectionCell({ connection: 'handover', status: given, query });

describe('the first cell', () => {
  test('reads the session from its file and the address from the environment', () => {
    expect(cellOf(status())).toBe(`import json
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
    const cell = cellOf(
      status({ source: { kind: 'manager', name: 'vault.Manager' } })
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
      expect(cellOf(given)).toContain('current_session()');
    }
  );

  test('prints the tables and makes a dataframe of a handed-over query', () => {
    expect(cellOf(status(), 'SELECT 1').split('TABLES")]\n')[1])
      .toBe(`print(tables)

from jupyterlab_omnisci.dataframe import read_sql  # pip install "jupyterlab_omnisci>=4"

query = "SELECT 1"
df = read_sql(query, con)
df`);
  });

  test('holds nothing of the address that the environment holds already', () => {
    expect(cellOf(status())).not.toContain('db.example');
  });
});

describe('a cell of another connection', () => {
  test('gets a session of its own, by the key', () => {
    expect(connectionCell({ connection: 'prod;flights', status: status() }))
      .toBe(`from jupyterlab_omnisci import connect_session  # pip install "jupyterlab_omnisci>=4" pyheavydb importlib_metadata

# Each run gets a session of its own, which con.close() ends.
con = connect_session("prod;flights")

tables = [name for (name,) in con.execute("SHOW TABLES")]
tables`);
  });

  test('leaves the variables of the first one', () => {
    const names = freeConnectionNames([cellOf(status())]);
    const cell = connectionCell({ connection: 'prod', status: null, names });
    expect(cell).toContain('con_2 = connect_session("prod")');
    expect(cell).toContain('con_2.close()');
    expect(cell).toMatch(/^tables_2 = .* con_2\.execute.*\ntables_2$/m);
  });
});
