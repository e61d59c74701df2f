/** Bins of Vega-Lite: their bounds, and the SQL that puts a number into one. */
import { bin } from 'vega-statistics';
import type { Ask } from './ask';
import type { SpecNode } from '../spec/spec-node';
import { asDouble, literal } from './sql-text';

export type Bins = { start: number; stop: number; step: number };

const MOST = { position: 10, other: 6 } as const;

/**
 * Asks for the range of the column if the spec does not give it.
 *
 * @param from - Where the column is: a table or a subquery.
 * @throws VegaLiteError for bins that the database does not compute.
 */
export async function binsOf(
  node: SpecNode,
  column: { sql: string; from: string; on: keyof typeof MOST },
  ask: Ask
): Promise<Bins> {
  if (node.value !== true) {
    node.allowOnly(
      ['maxbins', 'step', 'extent', 'base', 'nice', 'minstep'],
      'is not computed by the database.'
    );
  }
  const option = (key: string): number | undefined =>
    node.get(key).isAbsent ? undefined : node.get(key).number();
  const nice = node.get('nice');
  return bin({
    extent: await extentOf(node.get('extent'), column, ask),
    maxbins: option('maxbins') ?? MOST[column.on],
    ...given('step', option('step')),
    ...given('base', option('base')),
    ...given('minstep', option('minstep')),
    ...(nice.isAbsent ? {} : { nice: nice.boolean() })
  });
}

async function extentOf(
  node: SpecNode,
  { sql, from }: { sql: string; from: string },
  ask: Ask
): Promise<[number, number]> {
  if (!node.isAbsent) {
    const [low, high] = node.numbers();
    if (low === undefined || high === undefined) {
      throw node.error('needs two numbers.');
    }
    return [low, high];
  }
  const number = asDouble(sql);
  const [row] = await ask(`SELECT MIN(${number}), MAX(${number}) FROM ${from}`);
  const [low, high] = [row?.[0], row?.[1]];
  return typeof low === 'number' && typeof high === 'number'
    ? [low, high]
    : [0, 1];
}

/** The start of the bin. The last bin has both its ends. */
export function binOf(sql: string, { start, stop, step }: Bins): string {
  const number = asDouble(sql);
  const last = literal(stop - step);
  return `(CASE WHEN ${number} >= ${last} THEN ${last} ELSE FLOOR((${number} - ${literal(start)}) / ${literal(step)}) * ${literal(step)} + ${literal(start)} END)`;
}

export const isInBins = (sql: string, { start, stop }: Bins): string =>
  `${sql} BETWEEN ${literal(start)} AND ${literal(stop)}`;

const given = <K extends string>(
  key: K,
  value: number | undefined
): Partial<Record<K, number>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, number>);
