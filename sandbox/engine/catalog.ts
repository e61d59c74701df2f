/** Remembers the tables as HeavyDB would describe them: what DuckDB's own catalogue cannot hold. */
import { DatabaseError, messages } from '../errors.js';
import { quoted, type TableColumn } from '../dialect/ddl.js';
import { isName, nameOf, type Token } from '../dialect/tokens.js';
import { type Column, typeAndDefault } from '../types/column-type.js';

export type Table = {
  /** Starts at 1 and is never given twice. */
  id: number;
  name: string;
  columns: TableColumn[];
  /** The query behind a view; empty for a table. */
  viewSql: string;
  temporary: boolean;
  /** By COMMENT ON TABLE. */
  comment?: string;
  /** What its WITH clause sets other than by default, as `FRAGMENT_SIZE=1000`. */
  options: readonly string[];
  /** A sample table that nobody has changed: still a view of the read-only file. */
  untouched: boolean;
};

export class Catalog {
  constructor(readonly database: string) {}

  get tables(): Table[] {
    return [...this._tables.values()];
  }

  add(table: Pick<Table, 'name' | 'columns'> & Partial<Table>): void {
    this._tables.set(key(table.name), {
      viewSql: '',
      temporary: false,
      options: [],
      untouched: false,
      id: (this._lastId += 1),
      ...table
    });
  }

  /** The columns of all tables that the tokens name. */
  columnsNamedIn(tokens: readonly Token[]): Column[] {
    const names = new Set(
      tokens.filter(isName).map(token => key(nameOf(token)))
    );
    return this.tables
      .filter(({ name }) => names.has(key(name)))
      .flatMap(({ columns }) => columns);
  }

  find(name: string): Table | undefined {
    return this._tables.get(key(name));
  }

  get(name: string): Table {
    const table = this.find(name);
    if (!table) {
      throw new DatabaseError(messages.tableUnknown(name, this.database));
    }
    return table;
  }

  /** It keeps its ID. */
  rename(name: string, newName: string): void {
    const table = this.get(name);
    this.remove(name);
    table.name = newName;
    this._tables.set(key(newName), table);
  }

  remove(name: string): void {
    this._tables.delete(key(name));
  }

  private readonly _tables = new Map<string, Table>();
  private _lastId = 0;
}

/** As Catalog.cpp writes it (dumpCreateTableUnlocked). */
export function createTableText({
  name,
  columns,
  viewSql,
  temporary,
  options,
  comment
}: Table): string {
  if (viewSql) {
    return `CREATE VIEW ${written(name)} AS ${viewSql};`;
  }
  const lines = columns.map(
    column =>
      `  ${written(column.name)} ${typeAndDefault(column)}${remark(column.comment)}`
  );
  const settings = options.length > 0 ? `\nWITH (${options.join(', ')})` : '';
  return `CREATE ${temporary ? 'TEMPORARY ' : ''}TABLE ${written(name)}${remark(comment)} (\n${lines.join(',\n')})${settings};`;
}

const remark = (comment: string | undefined): string =>
  comment === undefined ? '' : ` /* ${comment} */`;

/** In quotes where the name alone would not be read as one. */
const written = (name: string): string =>
  /^[A-Za-z_][\w$]*$/.test(name) ? name : quoted(name);

const key = (name: string): string => name.toLowerCase();
