/** The column that a channel needs, added to the SELECT of its view. */
import { aggregated, numberOf } from '../sql/aggregates';
import type { Ask } from '../sql/ask';
import { binOf, binsOf, isInBins } from '../sql/bins';
import { dateTimeIn } from '../sql/date-time';
import { type Channel, type FieldDef, isContinuous } from './fields';
import type { Select } from '../sql/select';
import { asDouble, literal, name } from '../sql/sql-text';
import { endOf, epochOf, unitOf } from '../sql/time-units';

export type Column = {
  def: FieldDef;
  /** The alias of the value; of the start, if there is an end. */
  name: string;
  /** Of a bin or a stretch of time: the alias of its end. */
  end: string | null;
};

export type ColumnsOptions = {
  select: Select;
  /** Where the fields are: a table or a subquery. */
  from: string;
  /** Rows without a value stay: a line breaks there. */
  keepInvalid?: boolean;
  /** Bins and stretches of time have a start and an end; else a bin is its middle. */
  hasEnds: boolean;
  ask: Ask;
};

type Value = {
  sql: string;
  /** Of the same rows. */
  endSql?: string;
  /** What is added to the start. */
  length?: number;
  wish: string;
  isAggregate?: true;
};

/** Adds the column, and the conditions that leave out rows without a value. */
export async function addColumn(
  def: FieldDef,
  channel: Channel | 'detail' | 'tooltip' | 'order',
  { select, from, keepInvalid, hasEnds, ask }: ColumnsOptions
): Promise<Column> {
  const isPosition = channel === 'x' || channel === 'y';
  const value = await valueOf(def);
  const isAggregate = value.isAggregate ?? false;
  const needsValue =
    isPosition || channel === 'x2' || channel === 'y2' || isContinuous(def);
  if (needsValue && !keepInvalid && channel !== 'tooltip') {
    requireValue(value);
  }
  const alias = select.add(value.sql, value.wish, { isAggregate });
  return { def, name: alias, end: endOfValue(alias) };

  function endOfValue(start: string): string | null {
    const { endSql, length, wish } = value;
    if (endSql) {
      return select.add(endSql, `${wish}_end`);
    }
    return length
      ? select.addAfter(`${name(start)} + ${literal(length)}`, `${wish}_end`)
      : null;
  }

  function requireValue({ sql }: Value): void {
    if (isAggregate) {
      if (def.aggregate !== 'count') {
        select.having(`${sql} IS NOT NULL`);
      }
    } else if (def.field !== null) {
      select.where(`${name(def.field)} IS NOT NULL`);
    }
  }

  async function valueOf(def: FieldDef): Promise<Value> {
    const { datum, aggregate, field } = def;
    if (datum !== undefined) {
      return { sql: datumOf(def), wish: `${channel}_value` };
    }
    const base = field === null ? null : name(field);
    const wish = field ?? '';
    if (aggregate) {
      return {
        sql:
          def.type === 'temporal'
            ? epochOf(aggregated(aggregate, base))
            : numberOf(aggregate, base),
        wish: base === null ? 'row_count' : `${aggregate}_${wish}`,
        isAggregate: true
      };
    }
    if (base === null) {
      throw def.node.error('has no field.');
    }
    if (def.bin) {
      return await binned(def.bin, base, wish);
    }
    if (def.timeUnit) {
      return inTime(base, wish);
    }
    return { sql: plain(base), wish };
  }

  async function binned(
    node: NonNullable<FieldDef['bin']>,
    base: string,
    wish: string
  ): Promise<Value> {
    const on = isPosition ? 'position' : 'other';
    const bins = await binsOf(node, { sql: base, from, on }, ask);
    select.where(isInBins(base, bins));
    const start = binOf(base, bins);
    const isNumber = def.type === 'quantitative';
    return {
      sql:
        isNumber && isPosition && !hasEnds
          ? `${start} + ${literal(bins.step / 2)}`
          : start,
      ...(isNumber && hasEnds ? { length: bins.step } : {}),
      wish: `bin_${wish}`
    };
  }

  function inTime(base: string, wish: string): Value {
    const unit = def.timeUnit;
    if (!unit) {
      return { sql: base, wish };
    }
    const sql = unitOf(base, unit);
    const alias = `${unit.name}_${wish}`;
    if (!unit.stretch) {
      return { sql: isContinuous(def) ? asDouble(sql) : sql, wish: alias };
    }
    const endSql = epochOf(endOf(base, unit));
    return {
      sql: epochOf(sql),
      ...(isContinuous(def) && hasEnds ? { endSql } : {}),
      wish: alias
    };
  }

  function plain(base: string): string {
    if (channel === 'tooltip' || channel === 'detail' || channel === 'order') {
      return base;
    }
    switch (def.type) {
      case 'quantitative':
        return asDouble(base);
      case 'temporal':
        return epochOf(base);
      default:
        return base;
    }
  }
}

function datumOf({ datum, type, node }: FieldDef): string {
  if (type === 'temporal') {
    return literal(dateTimeIn(node.get('datum')).epoch);
  }
  const sql = literal(datum ?? null);
  return type === 'quantitative' ? asDouble(sql) : sql;
}
