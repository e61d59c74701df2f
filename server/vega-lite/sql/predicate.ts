/** Filters of Vega-Lite as SQL conditions. Pure. */
import { dateTimeIn } from './date-time';
import { expressionIn } from './expression';
import type { SpecNode } from '../spec/spec-node';
import { literal, name, negated, type SqlValue } from './sql-text';
import { timeUnitIn, unitOf } from './time-units';

const COMPARISONS: ReadonlyMap<string, string> = new Map([
  ['equal', '='],
  ['lt', '<'],
  ['lte', '<='],
  ['gt', '>'],
  ['gte', '>=']
]);

const INTERACTIVE = 'needs someone who selects; the database draws a picture.';

/** @throws VegaLiteError for a filter that has no SQL. */
export function predicateIn(node: SpecNode): string {
  if (!node.isObject) {
    return expressionIn(node);
  }
  node.get('param').refuse(INTERACTIVE);
  node.get('selection').refuse(INTERACTIVE);
  for (const [key, operator] of [
    ['and', 'AND'],
    ['or', 'OR']
  ] as const) {
    const operands = node.get(key);
    if (!operands.isAbsent) {
      return `(${operands.items().map(predicateIn).join(` ${operator} `)})`;
    }
  }
  const not = node.get('not');
  return not.isAbsent ? ofField(node) : negated(predicateIn(not));
}

function ofField(node: SpecNode): string {
  node.allowOnly(
    ['field', 'timeUnit', 'range', 'oneOf', 'valid', ...COMPARISONS.keys()],
    'is no filter that the database knows.'
  );
  const unit = node.get('timeUnit');
  const column = name(node.get('field').string());
  const sql = unit.isAbsent ? column : unitOf(column, timeUnitIn(unit));
  for (const [key, operator] of COMPARISONS) {
    const operand = node.get(key);
    if (!operand.isAbsent) {
      return operand.value === null
        ? `(${sql} IS NULL)`
        : `(${sql} ${operator} ${valueIn(operand)})`;
    }
  }
  const oneOf = node.get('oneOf');
  if (!oneOf.isAbsent) {
    const values = oneOf.items().map(valueIn);
    return values.length > 0 ? `(${sql} IN (${values.join(', ')}))` : '(1 = 0)';
  }
  const range = node.get('range');
  if (!range.isAbsent) {
    return inRange(sql, range);
  }
  return node.get('valid').boolean()
    ? `(${sql} IS NOT NULL)`
    : `(${sql} IS NULL)`;
}

/** Either end may be `null`: open. */
function inRange(sql: string, range: SpecNode): string {
  const [low, high] = range.items();
  if (!low || !high) {
    throw range.error('needs two values.');
  }
  const conditions = [
    low.value === null ? [] : [`${sql} >= ${valueIn(low)}`],
    high.value === null ? [] : [`${sql} <= ${valueIn(high)}`]
  ].flat();
  return conditions.length > 0 ? `(${conditions.join(' AND ')})` : '(1 = 1)';
}

function valueIn(node: SpecNode): string {
  const { value } = node;
  if (node.isObject) {
    return dateTimeIn(node).sql;
  }
  if (
    value === null ||
    ['string', 'number', 'boolean'].includes(typeof value)
  ) {
    return literal(value as SqlValue);
  }
  throw node.error('is no value.');
}
