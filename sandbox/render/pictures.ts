/** What the sandbox keeps of each picture: the rows behind it, for hit tests. */
import type { SpecTable } from './read-spec.js';

/** The rows of so many pictures stay in memory. */
const MAX_PICTURES = 16;

export class Pictures {
  /** A picture's name: a widget of one session never shows that of another. */
  static nameOf(session: string, widget: number): string {
    return `${session} ${widget}`;
  }

  keep(name: string, tables: ReadonlyMap<string, SpecTable>): void {
    this._tables.delete(name);
    this._tables.set(name, tables);
    const [oldest] = this._tables.keys();
    if (this._tables.size > MAX_PICTURES && oldest !== undefined) {
      this._tables.delete(oldest);
    }
  }

  find(name: string, table: string): SpecTable | undefined {
    return this._tables.get(name)?.get(table);
  }

  private readonly _tables = new Map<string, ReadonlyMap<string, SpecTable>>();
}
