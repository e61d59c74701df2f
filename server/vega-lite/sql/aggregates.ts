/** Aggregates of Vega-Lite as SQL. Pure. */
import type { SpecNode } from '../spec/spec-node';
import { asDouble } from './sql-text';

const OF_FIELD: ReadonlyMap<string, (sql: string) => string> = new Map([
  ['sum', sql => `SUM(${sql})`],
  ['mean', sql => `AVG(${sql})`],
  ['average', sql => `AVG(${sql})`],
  ['median', sql => `APPROX_PERCENTILE(${sql}, 0.5)`],
  ['q1', sql => `APPROX_PERCENTILE(${sql}, 0.25)`],
  ['q3', sql => `APPROX_PERCENTILE(${sql}, 0.75)`],
  ['min', sql => `MIN(${sql})`],
  ['max', sql => `MAX(${sql})`],
  ['stdev', sql => `STDDEV_SAMP(${sql})`],
  ['stdevp', sql => `STDDEV_POP(${sql})`],
  ['variance', sql => `VAR_SAMP(${sql})`],
  ['variancep', sql => `VAR_POP(${sql})`],
  ['stderr', sql => `STDDEV_SAMP(${sql}) / SQRT(NULLIF(COUNT(${sql}), 0))`],
  ['distinct', sql => `COUNT(DISTINCT ${sql})`],
  ['valid', sql => `COUNT(${sql})`],
  ['missing', sql => `COUNT(*) - COUNT(${sql})`]
]);

export const AGGREGATES: readonly string[] = ['count', ...OF_FIELD.keys()];

/** Those of any column; the others need numbers. */
const OF_ANY_TYPE = new Set(['distinct', 'valid', 'missing', 'min', 'max']);

/** @throws VegaLiteError for an operation that the database does not compute. */
export function aggregateIn(node: SpecNode): string {
  const operation = node.value;
  if (typeof operation !== 'string' || !AGGREGATES.includes(operation)) {
    throw node.error(
      `is ${JSON.stringify(operation)}; the database computes ${AGGREGATES.join(', ')}.`
    );
  }
  return operation;
}

/** @param sql - The column; `count` needs none. */
export function aggregated(operation: string, sql: string | null): string {
  if (sql === null || operation === 'count') {
    return 'COUNT(*)';
  }
  const write = OF_FIELD.get(operation);
  return write?.(OF_ANY_TYPE.has(operation) ? sql : asDouble(sql)) ?? sql;
}

/** The same, as a double. */
export const numberOf = (operation: string, sql: string | null): string =>
  operation === 'count' || OF_ANY_TYPE.has(operation)
    ? asDouble(aggregated(operation, sql))
    : aggregated(operation, sql);
