/** What the transforms of a table with a `source` give: numbers and lists for domains. */
import type { Place } from '../spec/place';
import type { Row } from '../vega-spec';

type Values = readonly unknown[];

/**
 * The outputs by their names.
 *
 * @throws VegaError, also for formulas, which only the database computes
 */
export function aggregateOutputs(
  transforms: Place,
  rows: readonly Row[]
): Map<string, unknown> {
  const outputs = new Map<string, unknown>();
  for (const transform of transforms.items('"transform"')) {
    const type = transform.member('type');
    if (type.text('"type"').toLowerCase() !== 'aggregate') {
      type.fail(
        `The transform "${String(type.value)}" is computed by the renderer of HeavyDB only.`
      );
    }
    const fields = transform.member('fields').items('"fields"');
    const ops = transform.member('ops').items('"ops"');
    const names = transform.member('as').items('"as"');
    if (ops.length !== fields.length || names.length !== fields.length) {
      transform.fail('"fields", "ops" and "as" must have the same length.');
    }
    fields.forEach((field, index) => {
      const column = field.text('"fields"');
      if (rows[0] && !Object.hasOwn(rows[0], column)) {
        field.fail(`The column "${column}" does not exist in the data source.`);
      }
      const values = rows.map(row => row[column] ?? null);
      outputs.set(
        names[index]?.text('"as"') ?? '',
        aggregate(ops[index] ?? field, values)
      );
    });
  }
  return outputs;
}

function aggregate(op: Place, values: Values): unknown {
  const name = (op.isObject ? op.member('type') : op).text('"ops"');
  const compute = OPERATORS.get(name.toLowerCase());
  if (!compute || op.isObject) {
    return op.fail(
      `The operator "${name}"${op.isObject ? ' with options' : ''} is computed by the renderer of HeavyDB only.`
    );
  }
  const present = values.filter(value => value !== null);
  return compute(values, present.map(Number), present);
}

/** Gets all values, those that are not NULL as numbers, and those as they are. */
type Operator = (all: Values, numbers: number[], present: Values) => unknown;

const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['count', all => all.length],
  ['valid', (_, numbers) => numbers.length],
  ['missing', (all, numbers) => all.length - numbers.length],
  ['min', (_, numbers) => extreme(numbers, (a, b) => a < b)],
  ['max', (_, numbers) => extreme(numbers, (a, b) => a > b)],
  ['sum', (_, numbers) => sum(numbers)],
  ['avg', (_, numbers) => mean(numbers)],
  ['mean', (_, numbers) => mean(numbers)],
  ['average', (_, numbers) => mean(numbers)],
  ['variance', (_, numbers) => variance(numbers, 1)],
  ['variancep', (_, numbers) => variance(numbers, 0)],
  ['stddev', (_, numbers) => Math.sqrt(variance(numbers, 1))],
  ['stddevp', (_, numbers) => Math.sqrt(variance(numbers, 0))],
  ['distinct', (_, __, present) => distinct(present)],
  ['countdistinct', (_, __, present) => distinct(present).length]
]);

/** Of no numbers, none: as of their mean. */
function extreme(
  numbers: number[],
  isBetter: (one: number, other: number) => boolean
): number {
  return numbers.length === 0
    ? NaN
    : numbers.reduce((one, other) => (isBetter(other, one) ? other : one));
}

const sum = (numbers: number[]): number =>
  numbers.reduce((total, one) => total + one, 0);

const mean = (numbers: number[]): number => sum(numbers) / numbers.length;

function variance(numbers: number[], correction: number): number {
  const middle = mean(numbers);
  const squares = numbers.map(one => (one - middle) ** 2);
  return sum(squares) / (numbers.length - correction);
}

/** In their order: numbers by size, texts by the alphabet. */
function distinct(values: Values): (number | string)[] {
  return [...new Set(values as (number | string)[])].sort((one, other) =>
    one < other ? -1 : Number(one > other)
  );
}
