import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dataframeCell } from '../../src/notebook/dataframe-cell';
import { testPython } from '../helpers/python';
import { startSandbox, type ISandbox } from '../helpers/sandbox';

let sandbox: ISandbox;
let session: string;

beforeAll(async () => {
  sandbox = await startSandbox();
  session = await sandbox.logIn();
});

afterAll(() => sandbox.stop());

/** Runs the cell in Python where `con` is a connection of pyheavydb; answers `df`, described. */
function run(
  cell: string,
  { heavyai = true } = {}
): { rows: number; types: Record<string, string> } {
  const script = `
import json, sys
given = json.load(sys.stdin)
if not given["heavyai"]:
    sys.modules["heavyai"] = None  # as if it were not installed
import heavydb
con = heavydb.connect(**given["connection"])
exec(given["cell"])
print(json.dumps({"rows": len(df), "types": {name: str(kind) for name, kind in df.dtypes.items()}}))
`;
  const input = JSON.stringify({
    cell,
    heavyai,
    connection: {
      sessionid: session,
      protocol: 'http',
      host: '127.0.0.1',
      port: sandbox.httpPort
    }
  });
  return JSON.parse(
    execFileSync(testPython(), ['-c', script], {
      input,
      encoding: 'utf8',
      stdio: 'pipe'
    })
  ) as ReturnType<typeof run>;
}

describe('the cell that makes a dataframe', () => {
  const sql = `SELECT dep_timestamp, delay, origin
FROM flights
WHERE origin <> 'it''s "$&"'
LIMIT 7;`;

  test('reads Arrow by heavyai on the connection of pyheavydb', () => {
    const { rows, types } = run(dataframeCell({ sql, isRead: true }));
    expect(rows).toBe(7);
    expect(types).toEqual({
      dep_timestamp: 'datetime64[s]',
      delay: 'int16',
      origin: 'category'
    });
  });

  test('reads the same rows without heavyai', () => {
    const cell = dataframeCell({ sql, isRead: true });
    const { rows, types } = run(cell, { heavyai: false });
    expect(rows).toBe(7);
    expect(Object.keys(types)).toEqual(['dep_timestamp', 'delay', 'origin']);
  });

  test('reads through the cursor what Arrow refuses', () => {
    const cell = dataframeCell({ sql: 'SHOW TABLES', isRead: true });
    expect(run(cell).types).toHaveProperty('table_name');
  });

  test('reads what is no query', () => {
    const cell = dataframeCell({ sql: 'SHOW TABLES', isRead: false });
    expect(run(cell).types).toHaveProperty('table_name');
  });

  test('reports wrong SQL in the words of the database', () => {
    const cell = dataframeCell({
      sql: 'SELECT carrier FROM flights',
      isRead: true
    });
    expect(() => run(cell)).toThrow(/ProgrammingError.*carrier/s);
  });
});
