import { expect, test } from 'vitest';
import { connectionCell } from '../../../../src/cells/connection-cell';
import { findConnection } from '../../../../src/cells/find-connection';

const find = (cells: string[], index = cells.length, key = 'handover') =>
  findConnection(cells, { index, key })?.name;

test.each<[string, string, string]>([
  ['the first cell', connectionCell({ connection: 'handover' }), 'con'],
  ['another name', 'conn = heavydb.connect(host="db")', 'conn'],
  ['a type', 'connection: Connection = heavyai.connect()', 'connection'],
  [
    'an indent',
    'try:\n    c = heavydb.connect()\nexcept OSError:\n    pass',
    'c'
  ],
  [
    'several lines',
    'con = heavydb.connect(\n    sessionid=s,\n    port=1,\n)',
    'con'
  ],
  [
    'another name of the driver',
    'import heavydb as hdb\ncon = hdb.connect()',
    'con'
  ],
  [
    'a function of the driver',
    'from heavyai import connect\nc = connect()',
    'c'
  ],
  [
    'a function by another name',
    'from pymapd import connect as open_db\nc = open_db()',
    'c'
  ],
  ['the class', 'con = heavydb.Connection(host="db")', 'con'],
  ['two targets', 'a = b = heavydb.connect()', 'a'],
  ['a walrus', 'if (con := heavydb.connect()):\n    pass', 'con'],
  [
    'a magic above',
    '%%time\n!pip install pyheavydb\ncon = heavydb.connect()',
    'con'
  ]
])('a connection is found with %s', (_, cell, name) => {
  expect(find([cell])).toBe(name);
});

test.each<[string, string]>([
  ['a comment', '# con = heavydb.connect()'],
  ['a text', 'sql = """\ncon = heavydb.connect()\n"""'],
  ['another database', 'import sqlite3\ncon = sqlite3.connect("db")'],
  [
    'a function of another package',
    'from sqlite3 import connect\ncon = connect("db")'
  ],
  ['a comparison', 'con == heavydb.connect()'],
  ['a function’s own variable', 'def f():\n    con = heavydb.connect()'],
  ['no variable', 'heavydb.connect().execute("SELECT 1")'],
  ['the rows of one', 'rows = heavydb.connect().execute("SELECT 1")'],
  ['one of several values', 'a, con = 1, heavydb.connect()'],
  ['an attribute', 'self.con = heavydb.connect()']
])('none is found with %s', (_, cell) => {
  expect(find([cell])).toBeUndefined();
});

test('a "with" is taken where its session goes on, and left where it ends', () => {
  const withCell = (options: string): string =>
    `with heavydb.connect(${options}) as con, open("f") as f:\n    pass`;
  const cell = withCell('sessionid=s');
  expect(findConnection([cell], { index: 1, key: 'handover' })).toEqual({
    name: 'con',
    isOfWith: true
  });
  expect(find([withCell('**current_session()')])).toBe('con');
  expect(find([withCell('user="ada", password=p')])).toBeUndefined();
});

test('the nearest connection above is taken, then one below', () => {
  const cells = [
    'a = heavydb.connect()',
    'b = heavydb.connect()',
    '',
    'c = heavydb.connect()'
  ];
  expect(find(cells, 1)).toBe('a');
  expect(find(cells, 3)).toBe('b');
  expect(find(cells.slice(2), 1)).toBe('c');
  expect(find(['import heavydb as h', 'con = h.connect()'])).toBe('con');
});

const FLIGHTS = 'prod;flights';
const imported = 'from jupyterlab_omnisci import connect_session\n';

test.each<[string, string]>([
  [
    'our own cell',
    connectionCell({ connection: FLIGHTS }).replace('con =', 'c =')
  ],
  ['single quotes', `${imported}c = connect_session('prod;flights')`],
  ['a name', `${imported}c = connect_session(connection="prod;flights")`],
  [
    'another name of the function',
    'from jupyterlab_omnisci import connect_session as own\nc = own("prod;flights")'
  ],
  [
    'the package',
    'import jupyterlab_omnisci as j\nc = j.connect_session("prod;flights")'
  ]
])('that of a key is found with %s, and is of that key only', (_, cell) => {
  expect(find([cell], 1, FLIGHTS)).toBe('c');
  expect(find([cell], 1, 'prod')).toBeUndefined();
  expect(find([cell], 1, 'handover')).toBeUndefined();
});

test.each<[string, string]>([
  ['what the driver connects to', 'con = heavydb.connect(**session)'],
  ['what is worked out', `${imported}con = connect_session(key)`],
  [
    'a "with", which ends the session',
    `${imported}with connect_session("prod;flights") as con:\n    pass`
  ]
])('that of a key is not %s', (_, cell) => {
  expect(find([cell], 1, FLIGHTS)).toBeUndefined();
});

test.each(['', 'None', '"handover"'])(
  'a session of the handed-over connection is one of that: connect_session(%s)',
  given => {
    const cell = `${imported}c = connect_session(${given})`;
    expect(find([cell], 1, 'handover')).toBe('c');
    expect(find([cell], 1, 'prod')).toBeUndefined();
  }
);
