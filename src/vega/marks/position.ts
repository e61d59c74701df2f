/** Where a mark is: pixels from the left, and, turned round, from the top. */
import {
  type Expression,
  minus,
  numberOf,
  scaledExpression
} from './expression';
import type { MarkReader } from './mark-reader';
import type { Property } from './property';

/** Pixels from the left. @throws VegaError */
export function leftOf(mark: MarkReader, property: Property): Expression {
  return projected(mark, property, 'xExpression');
}

/** Pixels from the bottom, as the specification has them. @throws VegaError */
export function bottomOf(mark: MarkReader, property: Property): Expression {
  return projected(mark, property, 'yExpression');
}

/** Pixels from the top, of pixels from the bottom. */
export function fromTop(mark: MarkReader, bottom: Expression): Expression {
  return minus(mark.height, bottom);
}

function projected(
  mark: MarkReader,
  property: Property,
  axis: 'xExpression' | 'yExpression'
): Expression {
  if (!mark.projection) {
    return numberOf(property);
  }
  switch (property.kind) {
    case 'field':
      return mark.projection[axis](property.field);
    case 'scaled':
      if ('field' in property.input) {
        numberOf(property);
        return scaledExpression(
          property,
          mark.projection[axis](property.input.field)
        );
      }
  }
  return property.place.fail(
    'A projected property must reference a data column.'
  );
}
