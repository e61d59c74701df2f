/** The user's choices for a chart, and their defaults. Pure. */
import type { ResultColumn } from '../table/column';

export const MARKS = ['bar', 'line', 'point', 'area'] as const;
export type Mark = (typeof MARKS)[number];

export const AGGREGATES = [
  'none',
  'count',
  'sum',
  'mean',
  'min',
  'max'
] as const;
export type Aggregate = (typeof AGGREGATES)[number];

export type ChartOptions = {
  mark: Mark;
  /** Indices of columns. */
  x: number;
  /** `null` to count rows. */
  y: number | null;
  aggregate: Aggregate;
};

/** Columns that an axis can show: no arrays, geometries and the like. */
export const isChartable = ({ kind }: ResultColumn): boolean =>
  kind !== 'other';

/**
 * A time and a number make a line, a text and a number bars, two numbers points; without a number,
 * the rows of each value are counted. `null` if nothing can be charted.
 */
export function defaultOptions(
  columns: readonly ResultColumn[],
  rowCount: number
): ChartOptions | null {
  const find = (...kinds: ResultColumn['kind'][]): number =>
    columns.findIndex(({ kind }) => kinds.includes(kind));
  const time = find('time');
  const text = find('text', 'boolean');
  const numbers = columns.flatMap(({ kind }, index) =>
    kind === 'number' ? [index] : []
  );
  const [number = -1, secondNumber = -1] = numbers;
  // The query has probably grouped a result with few rows already.
  const aggregate: Aggregate = rowCount > 200 ? 'mean' : 'none';
  if (time !== -1 && number !== -1) {
    return { mark: 'line', x: time, y: number, aggregate };
  }
  if (text !== -1 && number !== -1) {
    return { mark: 'bar', x: text, y: number, aggregate };
  }
  if (secondNumber !== -1) {
    return { mark: 'point', x: number, y: secondNumber, aggregate: 'none' };
  }
  const x = [time, text, number].find(index => index !== -1);
  return x === undefined
    ? null
    : { mark: 'bar', x, y: null, aggregate: 'count' };
}

/** The choices for another result: kept if it still has the columns, by name and kind. */
export function carriedOver(options: {
  before: readonly ResultColumn[];
  choice: ChartOptions;
  after: readonly ResultColumn[];
  rowCount: number;
}): ChartOptions | null {
  const { before, choice, after, rowCount } = options;
  const moved = (index: number | null): number | null => {
    const column = index === null ? undefined : before[index];
    const found = after.findIndex(
      ({ name, kind }) => name === column?.name && kind === column.kind
    );
    return found === -1 ? null : found;
  };
  const x = moved(choice.x);
  const y = moved(choice.y);
  return x === null || (choice.y !== null && y === null)
    ? defaultOptions(after, rowCount)
    : { ...choice, x, y };
}
