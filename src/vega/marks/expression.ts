/** Expressions of Vega 5 for the properties of marks. */
import type { Vega5Value } from '../vega5-spec';
import type { Property } from './property';

/** An expression of Vega 5, or a number. */
export type Expression = string | number;

/** How an expression refers to a column. */
export const columnExpression = (field: string): string =>
  `datum[${quoted(field)}]`;

/** A value in an expression. Vega's parser ends a line where JSON does not. */
const quoted = (value: unknown): string | undefined =>
  (JSON.stringify(value) as string | undefined)
    ?.replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

/**
 * The number that a property is.
 *
 * @throws VegaError if it is no number
 */
export function numberOf(property: Property): Expression {
  switch (property.kind) {
    case 'constant':
      return property.place.number('The mark property');
    case 'field':
      return columnExpression(property.field);
    case 'scaled':
      if (property.scale.kind !== 'number') {
        property.place
          .member('scale')
          .fail(`The range of "${property.scale.name}" must be numbers.`);
      }
      return scaledExpression(property);
  }
}

/** The value of a scaled property, with what becomes of NULL and of unknown values. */
export function scaledExpression(
  property: Extract<Property, { kind: 'scaled' }>,
  input = inputOf(property)
): string {
  const { name, type, defaultValue, nullValue } = property.scale;
  let expression = `scale(${quoted(name)}, ${input})`;
  if (type === 'ordinal' && defaultValue !== undefined) {
    expression = `(isDefined(${expression}) ? ${expression} : ${quoted(defaultValue)})`;
  }
  return nullValue === undefined || !('field' in property.input)
    ? expression
    : `(isValid(${input}) ? ${expression} : ${quoted(nullValue)})`;
}

function inputOf({ input }: Extract<Property, { kind: 'scaled' }>): string {
  return 'field' in input
    ? columnExpression(input.field)
    : String(quoted(input.value));
}

/** The columns that must not be NULL for a property to have a value. */
export function neededColumns(property: Property): string[] {
  switch (property.kind) {
    case 'constant':
      return [];
    case 'field':
      return [property.field];
    case 'scaled':
      return 'field' in property.input && property.scale.nullValue === undefined
        ? [property.input.field]
        : [];
  }
}

/** The sum of two, without a term that is 0. */
export function plus(left: Expression, right: Expression): Expression {
  if (typeof left === 'number' && typeof right === 'number') {
    return left + right;
  }
  if (right === 0) {
    return left;
  }
  return left === 0 ? right : `${left} + ${right}`;
}

export function times(left: Expression, factor: number): Expression {
  return typeof left === 'number' ? left * factor : `(${left}) * ${factor}`;
}

export function minus(left: Expression, right: Expression): Expression {
  return typeof left === 'number' && typeof right === 'number'
    ? left - right
    : `${left} - (${right})`;
}

/** The value in the encoding of a mark. */
export function valueOf(expression: Expression): Vega5Value {
  return typeof expression === 'number'
    ? { value: expression }
    : { signal: expression };
}
