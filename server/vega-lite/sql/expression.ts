/** Vega's expressions, as filters and calculations have them, as SQL. Pure. */
import { parseExpression } from 'vega-expression';
import type { SpecNode } from '../spec/spec-node';
import { asDouble, literal, name, negated, type SqlValue } from './sql-text';

/** The used part of the tree that `vega-expression` returns. */
type Node = { type: string; [key: string]: unknown };

const FUNCTIONS: ReadonlyMap<string, string> = new Map([
  ['abs', 'ABS'],
  ['ceil', 'CEIL'],
  ['floor', 'FLOOR'],
  ['round', 'ROUND'],
  ['sqrt', 'SQRT'],
  ['exp', 'EXP'],
  ['log', 'LN'],
  ['pow', 'POWER'],
  ['sin', 'SIN'],
  ['cos', 'COS'],
  ['tan', 'TAN'],
  ['lower', 'LOWER'],
  ['upper', 'UPPER'],
  ['length', 'CHAR_LENGTH']
]);

const COMPARISONS = new Set(['<', '<=', '>', '>=']);
const ARITHMETIC = new Set(['+', '-', '*']);

/**
 * @throws VegaLiteError if it is no expression, or does what SQL is not written for.
 */
export function expressionIn(node: SpecNode): string {
  const text = node.string();
  let tree: Node;
  try {
    tree = parseExpression(text) as unknown as Node;
  } catch (error) {
    throw node.error(
      `is no expression: ${error instanceof Error ? error.message : String(error)}`
    );
  }
  return sqlOf(tree);

  function sqlOf(tree: Node): string {
    switch (tree.type) {
      case 'Literal':
        return literal(valueOf(tree));
      case 'MemberExpression':
        return name(fieldOf(tree));
      case 'UnaryExpression':
        return unary(tree);
      case 'BinaryExpression':
        return binary(tree);
      case 'LogicalExpression': {
        const operator = tree['operator'] === '&&' ? 'AND' : 'OR';
        return `(${child(tree, 'left')} ${operator} ${child(tree, 'right')})`;
      }
      case 'ConditionalExpression':
        return `(CASE WHEN ${child(tree, 'test')} THEN ${child(tree, 'consequent')} ELSE ${child(tree, 'alternate')} END)`;
      case 'CallExpression':
        return call(tree);
      default:
        throw unknown(tree.type);
    }
  }

  function child(tree: Node, key: string): string {
    return sqlOf(tree[key] as Node);
  }

  function fieldOf({ object, property, computed }: Node): string {
    const { type, name: objectName } = object as Node;
    const { name: key, value } = property as Node;
    const field = computed ? value : key;
    if (
      type !== 'Identifier' ||
      objectName !== 'datum' ||
      typeof field !== 'string'
    ) {
      throw unknown('a member of something else than datum');
    }
    return field;
  }

  function unary(tree: Node): string {
    const sql = child(tree, 'argument');
    switch (tree['operator']) {
      case '!':
        return negated(sql);
      case '-':
        return `(- ${sql})`;
      case '+':
        return asDouble(sql);
      default:
        throw unknown(String(tree['operator']));
    }
  }

  function binary(tree: Node): string {
    const operator = String(tree['operator']);
    const [a, b] = [child(tree, 'left'), child(tree, 'right')];
    if (operator === '==' || operator === '===') {
      return equal(a, b);
    }
    if (operator === '!=' || operator === '!==') {
      return negated(equal(a, b));
    }
    if (operator === '/') {
      // JavaScript's 5 / 2 is 2.5, SQL's is 2.
      return `(${asDouble(a)} / ${divisor(b)})`;
    }
    if (operator === '%') {
      return `MOD(${a}, ${divisor(b)})`;
    }
    if (operator === '+' && [tree['left'], tree['right']].some(isText)) {
      return `(${a} || ${b})`;
    }
    if (COMPARISONS.has(operator) || ARITHMETIC.has(operator)) {
      return `(${a} ${operator} ${b})`;
    }
    throw unknown(operator);
  }

  function call(tree: Node): string {
    const callee = (tree['callee'] as Node)['name'];
    const inputs = tree['arguments'] as Node[];
    const inputSql = (): string[] => inputs.map(sqlOf);
    if (callee === 'isValid' && inputs.length === 1) {
      return `(${inputSql().join()} IS NOT NULL)`;
    }
    if (callee === 'if' && inputs.length === 3) {
      const [test, yes, no] = inputSql();
      return `(CASE WHEN ${test} THEN ${yes} ELSE ${no} END)`;
    }
    const ends = inputs[1]?.['elements'] as Node[] | undefined;
    if (callee === 'inrange' && inputs.length === 2 && ends?.length === 2) {
      const [low, high] = ends.map(sqlOf);
      return `(${sqlOf(inputs[0] as Node)} BETWEEN ${low} AND ${high})`;
    }
    const sqlName = FUNCTIONS.get(String(callee));
    if (!sqlName) {
      throw unknown(`${String(callee)}()`);
    }
    return `${sqlName}(${inputSql().join(', ')})`;
  }

  function valueOf({ value }: Node): SqlValue {
    if (value !== null && typeof value === 'object') {
      throw unknown('a regular expression');
    }
    return value as SqlValue;
  }

  function unknown(what: string): Error {
    return node.error(`uses ${what}, which is not translated to SQL.`);
  }
}

const isText = (tree: unknown): boolean =>
  (tree as Node).type === 'Literal' &&
  typeof (tree as Node)['value'] === 'string';

const equal = (a: string, b: string): string => {
  if (b === 'NULL') {
    return `(${a} IS NULL)`;
  }
  return a === 'NULL' ? `(${b} IS NULL)` : `(${a} = ${b})`;
};

/** What is divided by zero is not drawn; in SQL it would be an error. */
const divisor = (sql: string): string =>
  Number(sql) > 0 ? sql : `NULLIF(${sql}, 0)`;
