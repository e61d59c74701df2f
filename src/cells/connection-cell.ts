/**
 * The text of a notebook's connecting cell. It names the connection and never contains a session: a
 * notebook that is saved, shared or committed holds no credential, and runs again tomorrow. Pure.
 */
import type { ConnectionData, ConnectionKey } from '../../server/protocol';
import { HANDOVER } from '../sidecar/route-address';
import {
  freeConnectionNames,
  freeNames,
  type ConnectionNames
} from './cell-names';
import { assignQuery } from './dataframe-cell';
import type { FoundConnection } from './find-connection';
import { pythonLiteral } from './python-literal';

export type ConnectionCellOptions = {
  connection: ConnectionKey;
  /** Names of the kernel's variables with the address of the database; by default, none. */
  environment?: ConnectionData;
  /** Read into a dataframe; if it is blank, the cell shows the tables. */
  query?: string;
  /** By default, those of a new notebook. */
  names?: ConnectionNames;
};

/** What a cell with such names creates. */
export const newConnection = ({ con }: ConnectionNames): FoundConnection => ({
  name: con,
  isOfWith: false
});

/** A kernel that lacks a package fails at these lines, and shows both. */
const IMPORT = [
  '# %pip install "jupyterlab_omnisci[notebook]>=4"',
  'from jupyterlab_omnisci import connect_session'
];

export function connectionCell({
  connection,
  environment = { protocol: '', host: '', port: '' },
  query = '',
  names = freeConnectionNames([])
}: ConnectionCellOptions): string {
  const { con } = names;
  const free = freeNames([]);
  const use =
    query.trim() === ''
      ? [`${con}.list_tables()`]
      : [
          assignQuery(free.query, query),
          `${free.df} = ${con}.sql(${free.query}).execute()`,
          free.df
        ];
  return [
    ...IMPORT,
    '',
    `${con} = connect_session(${argumentsOf(connection, environment)})`,
    ...use
  ].join('\n');
}

function argumentsOf(key: ConnectionKey, environment: ConnectionData): string {
  const variables = (['protocol', 'host', 'port'] as const)
    .filter(part => environment[part] !== '')
    .map(part => `"${part}": ${pythonLiteral(environment[part])}`);
  return [
    ...(key === HANDOVER ? [] : [pythonLiteral(key)]),
    ...(key === HANDOVER && variables.length > 0
      ? [`environment={${variables.join(', ')}}`]
      : [])
  ].join(', ');
}
