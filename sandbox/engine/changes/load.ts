/**
 * Loads values into a table, all of them or none. They come as texts, whatever the client sent: the
 * table's own types read them, as they read those of an INSERT.
 */
import {
  type DuckDBConnection,
  DuckDBDataChunk,
  VARCHAR
} from '@duckdb/node-api';
import { quoted } from '../../dialect/ddl.js';
import { DatabaseError } from '../../errors.js';
import type { ColumnType } from '../../types/column-type.js';
import type { Table } from '../catalog.js';
import type { Database } from '../database.js';
import { storedAs, storedDate } from './stored-value.js';
import { duckdbTypeName } from '../../types/column-type.js';

export type Text = string | null;

export type Load = {
  table: string;
  /** None for all of the table's columns, in their order. */
  columnNames: readonly string[];
  /** How many columns the client sent. */
  width: number;
  /** The values of a column that the client sent, of the table's type. */
  texts(column: number, type: ColumnType): readonly Text[];
};

/** The rows that DuckDB takes at a time. */
const CHUNK = 2048;

export async function load(
  database: Database,
  { table: name, columnNames, width, texts }: Load
): Promise<void> {
  const table = database.catalog.get(name);
  const columns = targets(table, columnNames, width);
  const values = columns.map(({ type }, index) =>
    texts(index, type).map(text => readable(text, type))
  );
  await database.using(async connection => {
    await database.makeWritable(name, connection);
    const names = columns.map((_, index) => `c${index}`);
    await connection.run(
      `CREATE TEMP TABLE loaded (${names.map(own => `${own} VARCHAR`).join(', ')})`
    );
    await append(connection, values);
    const read = columns.map(({ type }, index) => stored(type, `c${index}`));
    await connection.run(
      `INSERT INTO ${quoted(table.name)} (${columns.map(column => quoted(column.name)).join(', ')})
       SELECT ${read.join(', ')} FROM temp.main.loaded`
    );
  });
}

/** The columns of the table that get the client's, in the client's order. */
function targets(
  table: Table,
  names: readonly string[],
  width: number
): Table['columns'] {
  if (width === 0) {
    throw new DatabaseError('No columns to insert');
  }
  const { columns } = table;
  if (names.length === 0) {
    if (width !== columns.length) {
      throw new DatabaseError(
        `Number of columns to load (${width}) does not match number of columns in table ${table.name} (${columns.length})`
      );
    }
    return columns;
  }
  if (width !== names.length) {
    throw new DatabaseError(
      `Number of columns specified does not match the number of columns given (${width} vs ${names.length})`
    );
  }
  const omitted = columns.find(
    ({ name, type, default: value }) =>
      !type.nullable &&
      value === undefined &&
      !names.some(own => same(own, name))
  );
  if (omitted) {
    throw new DatabaseError(
      `Column '${omitted.name}' cannot be omitted due to NOT NULL constraint`
    );
  }
  return names.map(own => {
    const column = columns.find(({ name }) => same(name, own));
    if (!column) {
      throw new DatabaseError(`Column ${own} does not exist`);
    }
    return column;
  });
}

const same = (a: string, b: string): boolean =>
  a.toLowerCase() === b.toLowerCase();

const isText = ({ datum }: ColumnType): boolean => datum === 'STR';

/** An empty text is null where the column holds no texts. */
function readable(text: Text, type: ColumnType): Text {
  if (text === null || text === '\\N' || (text === '' && !isText(type))) {
    return null;
  }
  if (type.isArray) {
    return text.replace(/^\{/, '[').replace(/\}$/, ']');
  }
  return ['DATE', 'TIME', 'TIMESTAMP'].includes(type.datum)
    ? storedDate(text, type)
    : text;
}

function stored(type: ColumnType, column: string): string {
  const own = storedAs(type, column);
  if (own !== undefined) {
    return own;
  }
  return type.datum === 'TIMESTAMP' && !type.isArray
    ? `to_timestamp_${type.precision}(${column})`
    : `CAST(${column} AS ${duckdbTypeName(type)})`;
}

async function append(
  connection: DuckDBConnection,
  columns: readonly (readonly Text[])[]
): Promise<void> {
  const appender = await connection.createAppender('loaded', 'main', 'temp');
  const rows = columns[0]?.length ?? 0;
  for (let row = 0; row < rows; row += CHUNK) {
    const chunk = DuckDBDataChunk.create(
      columns.map(() => VARCHAR),
      Math.min(CHUNK, rows - row)
    );
    chunk.setColumns(columns.map(list => list.slice(row, row + CHUNK)));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
}
