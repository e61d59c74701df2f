/** Remembers the tables as HeavyDB would describe them: what DuckDB's own catalogue cannot hold. */
import { DatabaseError, messages } from '../errors.js';
import { quoted } from '../dialect/ddl.js';
import { heavyTypeName, type Column } from '../types/column-type.js';

export type Table = {
  /** Starts at 1 and is never given twice. */
  id: number;
  name: string;
  columns: Column[];
  /** The query behind a view; empty for a table. */
  viewSql: string;
  temporary: boolean;
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
      untouched: false,
      id: (this._lastId += 1),
      ...table
    });
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

  remove(name: string): void {
    this._tables.delete(key(name));
  }

  private readonly _tables = new Map<string, Table>();
  private _lastId = 0;
}

export function createTableText({ name, columns, viewSql }: Table): string {
  if (viewSql) {
    return `CREATE VIEW ${written(name)} AS ${viewSql};`;
  }
  const lines = columns.map(
    column => `  ${written(column.name)} ${heavyTypeName(column.type)}`
  );
  return `CREATE TABLE ${written(name)} (\n${lines.join(',\n')});`;
}

/** In quotes where the name alone would not be read as one. */
const written = (name: string): string =>
  /^[A-Za-z_][\w$]*$/.test(name) ? name : quoted(name);

const key = (name: string): string => name.toLowerCase();
