/**
 * Reduces all rows of a result to the few points of a chart: one per value of x, per bin of numbers
 * or per unit of time; or the rows themselves, sampled if there are too many. Pure.
 */
import type { Aggregate } from './chart-options';
import type { ChartValue, ReadChartValue } from './column-values';
import { numberBins, timeUnitOf, type TimeBin } from './bins';

export type Point = { x: ChartValue; y: number | null; x2?: number };

/** Points, and notes on how they were made. */
export type Points = {
  points: Point[];
  /** Rows without a value that can be drawn. */
  skipped: number;
  /** Set if rows were left out at even distances. */
  sampledFrom: number | null;
  /** Set if only the groups with the largest values are shown. */
  cutFrom: number | null;
  /** Set if numbers were grouped into bins of this width. */
  binWidth: number | null;
  /** Set if times were grouped by this unit. */
  timeUnit: TimeBin['unit'] | null;
};

/** More marks are slow and unreadable. */
export const MAX_POINTS = 5000;
/** More bars cannot be told apart, and their labels cannot be read. */
export const MAX_GROUPS = 50;

export type AggregateOptions = {
  rowCount: number;
  x: ReadChartValue;
  xKind: 'number' | 'time' | 'text' | 'boolean' | 'other';
  /** `null` to count rows. */
  y: ReadChartValue | null;
  aggregate: Aggregate;
};

export function pointsOf(options: AggregateOptions): Points {
  return options.aggregate === 'none' && options.y
    ? rawPoints({ ...options, y: options.y })
    : groupedPoints(options);
}

function rawPoints({
  rowCount,
  x,
  y
}: AggregateOptions & { y: ReadChartValue }): Points {
  const step = Math.max(1, rowCount / MAX_POINTS);
  const points: Point[] = [];
  let skipped = 0;
  for (let n = 0; n < Math.min(rowCount, MAX_POINTS); n++) {
    const row = Math.floor(n * step);
    const [xValue, yValue] = [x(row), y(row)];
    if (xValue === null || typeof yValue !== 'number') {
      skipped++;
    } else {
      points.push({ x: xValue, y: yValue });
    }
  }
  const sampledFrom = rowCount > MAX_POINTS ? rowCount : null;
  return { ...NOTHING_TOLD, points, skipped, sampledFrom };
}

const NOTHING_TOLD: Omit<Points, 'points'> = {
  skipped: 0,
  sampledFrom: null,
  cutFrom: null,
  binWidth: null,
  timeUnit: null
};

class Group {
  count = 0;
  sum = 0;
  min = Infinity;
  max = -Infinity;

  add(value: number): void {
    this.count++;
    this.sum += value;
    this.min = Math.min(this.min, value);
    this.max = Math.max(this.max, value);
  }

  result(aggregate: Aggregate): number {
    switch (aggregate) {
      case 'sum':
        return this.sum;
      case 'mean':
        return this.sum / this.count;
      case 'min':
        return this.min;
      case 'max':
        return this.max;
      default:
        return this.count;
    }
  }
}

function groupedPoints(options: AggregateOptions): Points {
  const { rowCount, x, xKind, y, aggregate } = options;
  const bins = binsOf(options);
  const groups = new Map<ChartValue, Group>();
  let skipped = 0;
  for (let row = 0; row < rowCount; row++) {
    const xValue = x(row);
    const yValue = y ? y(row) : 1;
    if (xValue === null || typeof yValue !== 'number') {
      skipped++;
      continue;
    }
    const key = bins && typeof xValue === 'number' ? bins.of(xValue) : xValue;
    let group = groups.get(key);
    if (!group) {
      group = new Group();
      groups.set(key, group);
    }
    group.add(yValue);
  }
  let points: Point[] = [...groups].map(([key, group]) => ({
    x: key,
    y: group.result(aggregate),
    ...(bins?.width && typeof key === 'number' && { x2: key + bins.width })
  }));
  const isOrdered = xKind === 'number' || xKind === 'time';
  points.sort((a, b) =>
    isOrdered ? Number(a.x) - Number(b.x) : (b.y ?? 0) - (a.y ?? 0)
  );
  const cutFrom =
    !isOrdered && points.length > MAX_GROUPS ? points.length : null;
  points = cutFrom === null ? points : points.slice(0, MAX_GROUPS);
  return {
    ...NOTHING_TOLD,
    points,
    skipped,
    cutFrom,
    binWidth: bins?.width ?? null,
    timeUnit: bins?.unit ?? null
  };
}

/** Numbers and times with many values are binned; with few, each value is a group. */
function binsOf({ rowCount, x, xKind }: AggregateOptions): {
  of: (value: number) => number;
  width?: number;
  unit?: TimeBin['unit'];
} | null {
  if (xKind !== 'number' && xKind !== 'time') {
    return null;
  }
  const values = new Set<number>();
  let [least, most] = [Infinity, -Infinity];
  for (let row = 0; row < rowCount; row++) {
    const value = x(row);
    if (typeof value === 'number') {
      least = Math.min(least, value);
      most = Math.max(most, value);
      if (values.size <= MAX_VALUES) {
        values.add(value);
      }
    }
  }
  if (values.size <= MAX_VALUES) {
    return null;
  }
  return xKind === 'number' ? numberBins(least, most) : timeUnitOf(least, most);
}

/** Above this number, single values are no longer counted. */
const MAX_VALUES = 200;
