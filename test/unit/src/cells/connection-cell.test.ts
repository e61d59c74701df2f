import { describe, expect, test } from 'vitest';
import { freeConnectionNames } from '../../../../src/cells/cell-names';
import {
  connectionCell,
  type ConnectionCellOptions
} from '../../../../src/cells/connection-cell';

const cellOf = (options: Partial<ConnectionCellOptions> = {}): string =>
  connectionCell({ connection: 'handover', ...options });

const IMPORT = `# %pip install "jupyterlab_omnisci[notebook]>=4"
from jupyterlab_omnisci import connect_session`;

describe('the first cell', () => {
  test('connects and shows the tables in four lines', () => {
    expect(cellOf()).toBe(`${IMPORT}

con = connect_session()
con.list_tables()`);
  });

  test('makes a dataframe of a handed-over query', () => {
    expect(cellOf({ query: 'SELECT 1;\n' })).toBe(`${IMPORT}

con = connect_session()
query = "SELECT 1"
df = con.sql(query).execute()
df`);
  });

  test('names the variables of the user, and no others', () => {
    const environment = { protocol: '', host: 'MY_HOST', port: 'MY "PORT"' };
    expect(cellOf({ environment })).toContain(
      'con = connect_session(environment={"host": "MY_HOST", "port": "MY \\"PORT\\""})\n'
    );
  });
});

describe('a cell of another connection', () => {
  test('names its key', () => {
    expect(cellOf({ connection: 'prod;flights' })).toContain(
      'con = connect_session("prod;flights")\ncon.list_tables()'
    );
  });

  test('leaves the variables of the first one', () => {
    const names = freeConnectionNames([cellOf()]);
    const cell = cellOf({ connection: 'prod', names });
    expect(cell).toContain('con_2 = connect_session("prod")\n');
    expect(cell).toMatch(/^con_2\.list_tables\(\)$/m);
  });
});
