/** The data of a view and its transforms, as a table or a subquery. */
import { aggregated, aggregateIn } from './aggregates';
import type { Ask } from './ask';
import { binOf, binsOf } from './bins';
import { expressionIn } from './expression';
import { predicateIn } from './predicate';
import type { SpecNode } from '../spec/spec-node';
import { name, queryIn, subquery } from './sql-text';
import { timeUnitIn, unitOf } from './time-units';

const SQL_WORD = /^\s*(SELECT|WITH|VALUES|TABLE|\/\*|--|\()/i;

/**
 * A table name or a query: `"flights"`, `{"name": "flights"}`, `{"sql": "SELECT …"}`.
 *
 * @returns what stands after FROM.
 * @throws VegaLiteError for data that is not in the database.
 */
export function sourceIn(data: SpecNode): string {
  if (typeof data.value === 'string') {
    return SQL_WORD.test(data.value)
      ? subquery(queryIn(data))
      : name(data.value);
  }
  for (const elsewhere of [
    'values',
    'url',
    'sequence',
    'graticule',
    'sphere'
  ]) {
    data
      .get(elsewhere)
      .refuse('is not in the database. Give "sql", or "name" for a table.');
  }
  data.allowOnly(['sql', 'name', 'format'], 'is not read.');
  const sql = data.get('sql');
  return sql.isAbsent
    ? name(data.get('name').string())
    : subquery(queryIn(sql));
}

/** @throws VegaLiteError for a transform that has no SQL. */
export async function transformed(
  from: string,
  transforms: readonly SpecNode[],
  ask: Ask
): Promise<string> {
  let relation = from;
  for (const transform of transforms) {
    relation = subquery(await selectOf(relation, transform, ask));
  }
  return relation;
}

async function selectOf(
  from: string,
  node: SpecNode,
  ask: Ask
): Promise<string> {
  const has = (key: string): boolean => !node.get(key).isAbsent;
  const withColumn = (sql: string): string =>
    `SELECT *, ${sql} AS ${name(aliasIn(node.get('as')))} FROM ${from}`;
  if (has('filter')) {
    node.allowOnly(['filter']);
    return `SELECT * FROM ${from} WHERE ${predicateIn(node.get('filter'))}`;
  }
  if (has('calculate')) {
    node.allowOnly(['calculate', 'as']);
    return withColumn(expressionIn(node.get('calculate')));
  }
  if (has('timeUnit')) {
    node.allowOnly(['timeUnit', 'field', 'as']);
    const field = name(node.get('field').string());
    return withColumn(unitOf(field, timeUnitIn(node.get('timeUnit'))));
  }
  if (has('bin')) {
    node.allowOnly(['bin', 'field', 'as']);
    const sql = name(node.get('field').string());
    const bins = await binsOf(
      node.get('bin'),
      { sql, from, on: 'position' },
      ask
    );
    return withColumn(binOf(sql, bins));
  }
  if (has('aggregate')) {
    return aggregateOf(from, node);
  }
  const [first] = node.keys();
  throw (first ? node.get(first) : node).error('is not done by the database.');
}

function aggregateOf(from: string, node: SpecNode): string {
  node.allowOnly(['aggregate', 'groupby']);
  const groups = node.get('groupby').isAbsent
    ? []
    : node
        .get('groupby')
        .items()
        .map(item => name(item.string()));
  const columns = node
    .get('aggregate')
    .items()
    .map(item => {
      item.allowOnly(['op', 'field', 'as']);
      const field = item.get('field');
      const sql = aggregated(
        aggregateIn(item.get('op')),
        field.isAbsent ? null : name(field.string())
      );
      return `${sql} AS ${name(item.get('as').string())}`;
    });
  return [
    `SELECT ${[...groups, ...columns].join(', ')} FROM ${from}`,
    groups.length > 0 ? `GROUP BY ${groups.join(', ')}` : ''
  ]
    .join(' ')
    .trim();
}

/** Vega-Lite allows a list; its second name, of the end of a bin, is not computed. */
const aliasIn = (node: SpecNode): string =>
  node.isArray ? (node.items()[0] ?? node).string() : node.string();
