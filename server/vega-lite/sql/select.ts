/** Collects the columns and conditions of one SELECT, and writes it. Knows no Vega. */
import { name, subquery } from './sql-text';

type Column = { alias: string; sql: string; isAggregate: boolean };

export class Select {
  /** @param reserved - Aliases that mean something else to the database. */
  constructor(
    private readonly _from: string,
    reserved: readonly string[] = []
  ) {
    this._taken = new Set(reserved);
  }

  get isGrouped(): boolean {
    return this._columns.some(({ isAggregate }) => isAggregate);
  }

  /** @returns the column's alias: like `wish`, but plain and unique. */
  add(sql: string, wish: string, { isAggregate = false } = {}): string {
    const same = this._columns.find(column => column.sql === sql);
    if (same) {
      return same.alias;
    }
    const alias = this._aliasLike(wish);
    this._columns.push({ alias, sql, isAggregate });
    return alias;
  }

  /** The same for what is computed from the columns once they are grouped. */
  addAfter(sql: string, wish: string): string {
    const alias = this._aliasLike(wish);
    this._after.push(`${sql} AS ${name(alias)}`);
    return alias;
  }

  /** Of a row, before it is grouped. */
  where(condition: string): void {
    this._where.add(condition);
  }

  /** Of a group. */
  having(condition: string): void {
    this._having.add(condition);
  }

  sql(): string {
    const sql = this._grouped();
    return this._after.length > 0
      ? `SELECT *, ${this._after.join(', ')} FROM ${subquery(sql)}`
      : sql;
  }

  private _grouped(): string {
    const columns = this._columns.map(({ alias, sql }) =>
      sql === name(alias) ? sql : `${sql} AS ${name(alias)}`
    );
    const groups = this._columns
      .filter(({ isAggregate }) => !isAggregate)
      .map(({ sql }) => sql);
    return [
      `SELECT ${columns.length > 0 ? columns.join(', ') : '*'}`,
      `FROM ${this._from}`,
      clause('WHERE', this._where),
      this.isGrouped && groups.length > 0
        ? `GROUP BY ${groups.join(', ')}`
        : '',
      clause('HAVING', this._having)
    ]
      .filter(Boolean)
      .join(' ');
  }

  private _aliasLike(wish: string): string {
    const plain = wish.replace(/\W+/g, '_').replace(/^(?=\d|$)/, '_');
    let alias = plain;
    for (let count = 2; this._taken.has(alias.toLowerCase()); count++) {
      alias = `${plain}_${count}`;
    }
    this._taken.add(alias.toLowerCase());
    return alias;
  }

  private readonly _columns: Column[] = [];
  private readonly _after: string[] = [];
  private readonly _where = new Set<string>();
  private readonly _having = new Set<string>();
  private readonly _taken: Set<string>;
}

const clause = (word: string, conditions: ReadonlySet<string>): string =>
  conditions.size > 0 ? `${word} ${[...conditions].join(' AND ')}` : '';
