/**
 * The text of the cell that makes a dataframe of a query. It uses the connection of another cell
 * and does not connect itself. Pure.
 */
import type { CellNames } from './cell-names';
import type { FoundConnection } from './find-connection';
import { pythonLiteral } from './python-literal';

export type DataframeCellOptions = {
  sql: string;
  /** True for a query; the database supports Arrow for nothing else, such as SHOW and EXPLAIN. */
  isQuery: boolean;
  connection: FoundConnection;
  names: Pick<CellNames, 'query' | 'df'>;
};

export const IMPORT_READ_SQL =
  'from jupyterlab_omnisci.dataframe import read_sql  # pip install "jupyterlab_omnisci>=4"';

export function dataframeCell(options: DataframeCellOptions): string {
  const { name, isOfWith } = options.connection;
  const origin = isOfWith
    ? 'comes from a "with" whose end its session survives: run that cell first.'
    : 'comes from the cell that connects to your session: run that one first.';
  return [
    IMPORT_READ_SQL,
    '',
    `# "${name}" ${origin}`,
    ...readQuery(options)
  ].join('\n');
}

/** The lines below the import. */
export function readQuery({
  sql,
  isQuery,
  connection,
  names: { query, df }
}: DataframeCellOptions): string[] {
  const options = isQuery ? '' : ', arrow=False';
  return [
    assignQuery(query, sql),
    `${df} = read_sql(${query}, ${connection.name}${options})`,
    df
  ];
}

/** The line or lines that identify such a cell as one of this query. */
export const assignQuery = (name: string, sql: string): string =>
  `${name} = ${pythonLiteral(sql.trim().replace(/\s*;$/, ''))}`;
