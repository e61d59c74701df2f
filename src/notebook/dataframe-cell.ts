/**
 * The text of the cell that makes a dataframe of a query. It takes the connection `con` that the
 * notebook's first cell made, and connects to nothing itself. Pure.
 */
import { pythonLiteral } from './python-literal';

export type DataframeCellOptions = {
  sql: string;
  /** False for what reads no table, such as SHOW and EXPLAIN: the database has no Arrow for it. */
  isRead: boolean;
};

const CONNECTION =
  '# "con" comes from the cell that connects to your session: run that one first.';

const THROUGH_CURSOR = [
  'cursor = con.execute(query)',
  'columns = [column.name for column in cursor.description]',
  'df = pd.DataFrame(cursor.fetchall(), columns=columns)'
];

export function dataframeCell({ sql, isRead }: DataframeCellOptions): string {
  const query = `query = ${pythonLiteral(withoutSemicolon(sql))}`;
  return (
    isRead
      ? [
          'import pandas as pd',
          'from thrift.Thrift import TApplicationException',
          '',
          CONNECTION,
          query,
          ...readAsArrow(),
          'df'
        ]
      : ['import pandas as pd', '', CONNECTION, query, ...THROUGH_CURSOR, 'df']
  ).join('\n');
}

/**
 * `select_ipc` is heavyai's. Its `Connection` is heavydb's with methods added, so the method works
 * on the connection of either package (heavyai 1.3, pyheavydb 8.0.1). What Arrow cannot carry, geo
 * for instance, the database refuses as a TApplicationException; so it does SQL that is wrong, which
 * the cursor then reports properly.
 */
function readAsArrow(): string[] {
  return [
    'try:',
    '    import heavyai  # pip install heavyai, for exact types and speed',
    '',
    '    df = heavyai.Connection.select_ipc(con, query)',
    'except (ImportError, TApplicationException):',
    ...THROUGH_CURSOR.map(line => `    ${line}`)
  ];
}

const withoutSemicolon = (sql: string): string =>
  sql.trim().replace(/\s*;$/, '');

/** Whether a cell makes the connection that {@link dataframeCell} takes. */
export const connects = (source: string): boolean =>
  /^con\s*=(?!=)/m.test(source);
