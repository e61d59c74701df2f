import { describe, expect, test } from 'vitest';
import { connectionCell } from '../../../../src/notebook/connection-cell';
import {
  connects,
  dataframeCell
} from '../../../../src/notebook/dataframe-cell';

describe('the cell that makes a dataframe', () => {
  test('reads rows as Arrow where it can, and through the cursor else', () => {
    expect(dataframeCell({ sql: 'SELECT "a" FROM t;\n', isRead: true }))
      .toBe(`import pandas as pd
from thrift.Thrift import TApplicationException

# "con" comes from the cell that connects to your session: run that one first.
query = "SELECT \\"a\\" FROM t"
try:
    import heavyai  # pip install heavyai, for exact types and speed

    df = heavyai.Connection.select_ipc(con, query)
except (ImportError, TApplicationException):
    cursor = con.execute(query)
    columns = [column.name for column in cursor.description]
    df = pd.DataFrame(cursor.fetchall(), columns=columns)
df`);
  });

  test('does not try Arrow for what has no table behind it', () => {
    const cell = dataframeCell({ sql: 'SHOW TABLES', isRead: false });
    expect(cell).not.toContain('heavyai');
    expect(cell).toContain('cursor = con.execute(query)');
  });

  test('connects to nothing, and knows the cells that do', () => {
    expect(connects(dataframeCell({ sql: 'SELECT 1', isRead: true }))).toBe(
      false
    );
    expect(connects(connectionCell(null, ''))).toBe(true);
    expect(connects('con = heavydb.connect(')).toBe(true);
    expect(connects('# con = nothing\nconfig = 1\ncon == 2')).toBe(false);
  });
});
