/** The domain of a scale: its values, or those of a table. */
import type { Place } from '../spec/place';
import type { ScaleType } from './scale';

/** A table that a domain may refer to. */
export interface IDomainTable {
  /** The values of the specification's own rows in a column; absent for others. */
  column?(name: string): readonly unknown[] | undefined;
  /** What the table's transforms give under a name: one value, or many; absent for others. */
  output?(name: string): unknown;
}

export type DomainTables = (name: string) => IDomainTable | undefined;

/** @throws VegaError */
export function readDomain(
  place: Place,
  type: ScaleType,
  tables: DomainTables
): (number | string)[] {
  if (!place.isPresent) {
    place.fail(
      '"domain" property for scales must exist and must be an object or an array.'
    );
  }
  const values = place.isObject
    ? fromTable(place, tables).map(value => domainValue(place, value))
    : place.items('"domain"').map(item => domainValue(item, item.value));
  if (values.length === 0) {
    place.fail('"domain" has no values.');
  }
  if (type !== 'ordinal') {
    checkNumbers(place, type, values);
  }
  return values;
}

function fromTable(place: Place, tables: DomainTables): unknown[] {
  const data = place.member('data');
  const name = data.text('"data"');
  const table =
    tables(name) ?? data.fail(`Data table "${name}" doesn't exist.`);
  const field = place.member('field');
  const fields = field.isPresent
    ? [field]
    : place.member('fields').items('"field" or "fields"');
  if (table.column) {
    const [first] = fields;
    const values = table.column(first?.text('"field"') ?? '');
    const numbers = (values ?? []).filter(value => typeof value === 'number');
    return numbers.length > 0
      ? [
          numbers.reduce((one, other) => Math.min(one, other)),
          numbers.reduce((one, other) => Math.max(one, other))
        ]
      : (first ?? place).fail('The column has no numbers.');
  }
  if (!table.output) {
    place.fail(
      'scale data references only support JSON-embedded or sourced data tables currently.'
    );
  }
  return fields.flatMap(one => {
    const output = table.output?.(one.text('"field"'));
    return output === undefined
      ? one.fail(
          `"${String(one.value)}" does not exist in the data table "${name}".`
        )
      : output;
  });
}

function domainValue(place: Place, value: unknown): number | string {
  if (typeof value === 'bigint') {
    return Number(value);
  }
  if (typeof value === 'boolean') {
    return Number(value);
  }
  return typeof value === 'number' || typeof value === 'string'
    ? value
    : place.fail('The values of a domain must be numbers or strings.');
}

function checkNumbers(
  place: Place,
  type: ScaleType,
  values: (number | string)[]
): void {
  values.forEach((value, index) => {
    const at = Array.isArray(place.value)
      ? (place.items('"domain"')[index] ?? place)
      : place;
    if (typeof value !== 'number') {
      at.fail(`The domain of a ${type.toUpperCase()} scale must be numbers.`);
    } else if (type === 'log' && value <= 0) {
      at.fail(`${value} is <= 0. Log scales only work with positive values.`);
    } else if (type === 'sqrt' && value < 0) {
      at.fail(`${value} is < 0. sqrt scales only work with positive values`);
    }
  });
}
