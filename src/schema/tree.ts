/**
 * The schema as visible rows of a tree, from top to bottom: databases, their tables and views,
 * their columns. Pure: says what to show and requests nothing.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { SchemaTable } from '../../server/protocol';
import type { ISchema } from '../tokens';

export type TreeRow = {
  /** Stays the same while the tree around it changes. */
  id: string;
  /** A `note` replaces something that is missing. */
  kind: 'database' | 'table' | 'view' | 'column' | 'note';
  level: number;
  label: string;
  /** Shown beside the label: a column's type, a table's number of rows. */
  detail: string;
  tooltip: string;
  /** Absent if there is nothing to expand. */
  isExpanded?: boolean;
  /** From 1, among the rows with the same parent. */
  position: number;
  siblings: number;
  /** Where the label contains the searched text. */
  match: { start: number; end: number } | null;
  database: string;
  /** The name of a table; for a column, that of its table. */
  table: string;
  /** False for objects in another database than the session's: no statement reaches them. */
  isOwn: boolean;
};

export type TreeOptions = {
  schema: Pick<
    ISchema,
    'schema' | 'tables' | 'columns' | 'tablesOf' | 'rowCount'
  >;
  /** The IDs of the expanded rows. */
  expanded: ReadonlySet<string>;
  query: string;
  trans: TranslationBundle;
};

export const databaseId = (database: string): string => `d ${database}`;
export const tableId = (database: string, table: string): string =>
  `t ${JSON.stringify([database, table])}`;

export function treeRows(options: TreeOptions): TreeRow[] {
  const { schema, query } = options;
  const reply = schema.schema?.value;
  if (!reply) {
    return [];
  }
  // A search covers only the session's own database: of others, only names are known.
  const databases = query === '' ? reply.databases : [reply.database];
  return databases.flatMap((database, index) =>
    databaseRows(options, {
      database,
      isOwn: database === reply.database,
      position: index + 1,
      siblings: databases.length
    })
  );
}

type RowPosition = Pick<
  TreeRow,
  'database' | 'isOwn' | 'position' | 'siblings'
>;

function databaseRows(options: TreeOptions, at: RowPosition): TreeRow[] {
  const { schema, expanded, query, trans } = options;
  const { database, isOwn } = at;
  const isExpanded = query !== '' || expanded.has(databaseId(database));
  const others = isOwn ? null : schema.tablesOf(database);
  const tables = isOwn ? schema.tables : others?.value;
  const row: TreeRow = {
    ...at,
    id: databaseId(database),
    kind: 'database',
    level: 1,
    label: database,
    detail: tables && isOwn ? tables.length.toLocaleString('en') : '',
    tooltip: isOwn
      ? trans._n(
          '%2: %1 table or view',
          '%2: %1 tables and views',
          tables?.length ?? 0,
          database
        )
      : trans.__('%1: another database', database),
    isExpanded,
    match: null,
    table: ''
  };
  if (!isExpanded) {
    return [row];
  }
  if (!tables) {
    const text =
      others?.state === 'failed' ? others.message : trans.__('Loading…');
    return [row, note(row, text)];
  }
  if (tables.length === 0) {
    return [
      row,
      note(
        row,
        isOwn ? trans.__('No tables') : trans.__('Its tables cannot be listed')
      )
    ];
  }
  const found = tables.flatMap(table => {
    const match = matchOf(table.name, query);
    const columns = query === '' ? [] : columnsFound(options, table, isOwn);
    return query === '' || match || columns.length > 0
      ? [{ table, match, hasColumns: columns.length > 0 }]
      : [];
  });
  return [
    row,
    ...found.flatMap((entry, index) =>
      tableRows(options, {
        ...entry,
        database,
        isOwn,
        position: index + 1,
        siblings: found.length
      })
    )
  ];
}

type TablePosition = RowPosition & {
  table: SchemaTable;
  match: TreeRow['match'];
  /** Whether some of its columns match the search. */
  hasColumns: boolean;
};

function tableRows(options: TreeOptions, at: TablePosition): TreeRow[] {
  const { schema, expanded, query, trans } = options;
  const { table, match, hasColumns, ...rest } = at;
  const id = tableId(rest.database, table.name);
  const isExpanded = expanded.has(id) || hasColumns;
  const count = rest.isOwn ? schema.rowCount(table.name) : null;
  const row: TreeRow = {
    ...rest,
    id,
    kind: table.kind === 'view' ? 'view' : 'table',
    level: 2,
    label: table.name,
    detail:
      count === null
        ? ''
        : trans._n(
            '%2 row',
            '%2 rows',
            Number(count),
            count.toLocaleString('en')
          ),
    tooltip: tableTooltip(table, trans),
    match,
    table: table.name,
    ...(rest.isOwn && { isExpanded })
  };
  if (!rest.isOwn || !isExpanded) {
    return [row];
  }
  const columns = schema.columns(table.name);
  if (!columns?.value) {
    return [
      row,
      note(
        row,
        columns?.state === 'failed' ? columns.message : trans.__('Loading…')
      )
    ];
  }
  // If the table's own name matches, all of its columns are shown.
  const shown = columns.value.columns.filter(
    ({ name }) => query === '' || match || matchOf(name, query)
  );
  return [
    row,
    ...shown.map(({ name, type, nullable, comment }, index): TreeRow => ({
      ...rest,
      id: `c ${JSON.stringify([rest.database, table.name, name])}`,
      kind: 'column',
      level: 3,
      label: name,
      detail: shortType(type),
      tooltip: [`${name} ${type}${nullable ? '' : ' NOT NULL'}`, comment]
        .filter(Boolean)
        .join('\n'),
      position: index + 1,
      siblings: shown.length,
      match: matchOf(name, query),
      table: table.name
    }))
  ];
}

const columnsFound = (
  { schema, query }: TreeOptions,
  { name }: SchemaTable,
  isOwn: boolean
): string[] =>
  (isOwn ? (schema.columns(name)?.value?.columns ?? []) : [])
    .map(column => column.name)
    .filter(column => matchOf(column, query));

/** The encoding is shown only in the tooltip: it says how a value is stored, not what it is. */
const shortType = (type: string): string => type.replace(/ ENCODING .*/, '');

function tableTooltip(
  { name, kind, columnCount }: SchemaTable,
  trans: TranslationBundle
): string {
  const what = kind === 'view' ? trans.__('View %1', name) : name;
  return columnCount === null
    ? what
    : `${what}\n${trans._n('%1 column', '%1 columns', columnCount)}`;
}

function matchOf(name: string, query: string): TreeRow['match'] {
  const start =
    query === '' ? -1 : name.toLowerCase().indexOf(query.toLowerCase());
  return start < 0 ? null : { start, end: start + query.length };
}

const note = (parent: TreeRow, label: string): TreeRow => ({
  id: `n ${parent.id}`,
  kind: 'note',
  level: parent.level + 1,
  label,
  detail: '',
  tooltip: label,
  position: 1,
  siblings: 1,
  match: null,
  database: parent.database,
  table: parent.table,
  isOwn: parent.isOwn
});
