/** What the data say about a scale: the range of its numbers, or its categories. */
import type { Ask, Cell } from '../sql/ask';
import { name, subquery } from '../sql/sql-text';
import type { Column } from '../view/columns';
import type { Unit } from '../view/unit';

/** A column that a scale is for, and the view that has it. */
export type Use = { unit: Unit; column: Column };

export type Category = string | number | boolean;

export type Categories = {
  values: Category[];
  /** True if there are more. */
  isCut: boolean;
};

export class Domains {
  constructor(private readonly _ask: Ask) {}

  /** Remembers that the range of this column will be needed, so that one statement reads all. */
  announce({ unit, column }: Use): void {
    const aliases = this._announced.get(unit) ?? new Set();
    this._announced.set(unit, aliases);
    for (const alias of aliasesOf(column)) {
      aliases.add(alias);
    }
  }

  /** The least and the greatest number of all uses; `null` if there are no rows. */
  async range(uses: readonly Use[]): Promise<[number, number] | null> {
    const numbers: number[] = [];
    for (const { unit, column } of uses) {
      const ranges = await this._rangesOf(unit);
      numbers.push(
        ...aliasesOf(column).flatMap(alias => ranges.get(alias) ?? [])
      );
    }
    return numbers.length > 0
      ? [Math.min(...numbers), Math.max(...numbers)]
      : null;
  }

  /** The most frequent categories of all uses, in their natural order. */
  async categories(uses: readonly Use[], most: number): Promise<Categories> {
    const found = new Set<Category>();
    let isCut = false;
    for (const { unit, column } of uses) {
      const alias = name(column.name);
      const rows = await this._ask(
        `SELECT ${alias}, COUNT(*) FROM ${subquery(unit.sql)} WHERE ${alias} IS NOT NULL GROUP BY ${alias} ORDER BY 2 DESC, 1 LIMIT ${most + 1}`
      );
      isCut ||= rows.length > most;
      for (const [category] of rows.slice(0, most)) {
        if (category !== null && category !== undefined) {
          found.add(category);
        }
      }
    }
    return { values: [...found].sort(inNaturalOrder), isCut };
  }

  private _rangesOf(unit: Unit): Promise<Ranges> {
    const known = this._ranges.get(unit);
    if (known) {
      return known;
    }
    const ranges = this._readRanges(unit);
    this._ranges.set(unit, ranges);
    return ranges;
  }

  private async _readRanges(unit: Unit): Promise<Ranges> {
    const aliases = [...(this._announced.get(unit) ?? [])];
    const columns = aliases
      .map(name)
      .map(alias => `MIN(${alias}), MAX(${alias})`);
    const [row = []] = await this._ask(
      `SELECT ${columns.join(', ')} FROM ${subquery(unit.sql)}`
    );
    return new Map(
      aliases.map((alias, index) => [
        alias,
        row.slice(2 * index, 2 * index + 2).filter(isNumber)
      ])
    );
  }

  private readonly _announced = new Map<Unit, Set<string>>();
  private readonly _ranges = new Map<Unit, Promise<Ranges>>();
}

type Ranges = ReadonlyMap<string, number[]>;

const aliasesOf = ({ name: alias, end }: Column): string[] =>
  end ? [alias, end] : [alias];

const isNumber = (cell: Cell): cell is number =>
  typeof cell === 'number' && Number.isFinite(cell);

/** As JavaScript compares: numbers by size, texts by their code units. */
const inNaturalOrder = (a: Category, b: Category): number =>
  a < b ? -1 : Number(a > b);
