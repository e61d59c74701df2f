import { expect, test } from 'vitest';
import { connectionCell } from '../../../../src/cells/connection-cell';
import { findConnection } from '../../../../src/cells/find-connection';

const find = (cells: string[], index = cells.length): string | undefined =>
  findConnection(cells, index)?.name;

test.each<[string, string, string]>([
  ['the first cell', connectionCell(null, ''), 'con'],
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
  expect(findConnection([cell], 1)).toBeNull();
});

test('a "with" is taken where its session goes on, and left where it ends', () => {
  const withCell = (options: string): string =>
    `with heavydb.connect(${options}) as con, open("f") as f:\n    pass`;
  expect(findConnection([withCell('sessionid=s')], 1)).toEqual({
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
