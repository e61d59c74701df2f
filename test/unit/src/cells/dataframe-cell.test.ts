import { describe, expect, test } from 'vitest';
import { freeNames } from '../../../../src/cells/cell-names';
import { dataframeCell } from '../../../../src/cells/dataframe-cell';

describe('the cell that makes a dataframe', () => {
  const connection = { name: 'con', isOfWith: false };
  const names = freeNames([]);

  test('takes the connection of the notebook, and says so', () => {
    const sql = 'SELECT "a" FROM t;\n';
    expect(dataframeCell({ sql, isQuery: true, connection, names }))
      .toBe(`from jupyterlab_omnisci.dataframe import read_sql  # pip install "jupyterlab_omnisci>=4"

# "con" comes from the cell that connects to your session: run that one first.
query = "SELECT \\"a\\" FROM t"
df = read_sql(query, con)
df`);
  });

  test('does not try Arrow for what has no table behind it', () => {
    const sql = 'SHOW TABLES';
    expect(dataframeCell({ sql, isQuery: false, connection, names })).toContain(
      'df = read_sql(query, con, arrow=False)'
    );
  });

  test('names other variables where those are taken, and a connection of another name', () => {
    const cell = dataframeCell({
      ...{ sql: 'SELECT 1', isQuery: true },
      connection: { name: 'conn', isOfWith: true },
      names: freeNames([`df = 1`])
    });
    expect(cell).toContain('df_2 = read_sql(query_2, conn)\ndf_2');
    expect(cell).toContain('# "conn" comes from a "with"');
  });
});

test.each<[string, string[], string]>([
  [
    'are the plain ones in a notebook without them',
    ['dfs = pd.DataFrame()'],
    'df'
  ],
  [
    'are the second where the first are there',
    ['df = read_sql(query, con)'],
    'df_2'
  ],
  ['are the second where only one of them is there', ['print(data)'], 'df_2'],
  [
    'leave out what is there, wherever it stands',
    ['df', 'df_2 = 1', 'query_3'],
    'df_4'
  ]
])('names of variables %s', (_, cells, df) => {
  expect(freeNames(cells).df).toBe(df);
});
