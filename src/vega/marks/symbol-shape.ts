/** The shape of a symbol, and by which angle it is turned. */
import {
  isShapeName,
  pathOfShape,
  type ShapeName,
  shapeAt
} from '../spec/shapes';
import type { Vega5Value } from '../vega5-spec';
import {
  type Expression,
  numberOf,
  scaledExpression,
  times
} from './expression';
import type { MarkReader } from './mark-reader';
import type { Property } from './property';

/** One shape for all, or a path of each. HeavyDB's default is a square. */
export function shapeOf(mark: MarkReader): ShapeName | Vega5Value {
  const property = mark.property('shape');
  if (!property) {
    return 'square';
  }
  switch (property.kind) {
    case 'constant':
      return shapeAt(property.place);
    case 'field':
      return property.place.fail('The shape of a symbol needs a scale.');
    case 'scaled':
      if (property.scale.kind !== 'shape') {
        property.place
          .member('scale')
          .fail(`The range of "${property.scale.name}" must be symbol shapes.`);
      }
      return { signal: scaledExpression(withPaths(property)) };
  }
}

/** The same property, with what is not from the range as paths, too. */
function withPaths(
  property: Extract<Property, { kind: 'scaled' }>
): Extract<Property, { kind: 'scaled' }> {
  const asPath = (value?: number | string): string | undefined =>
    typeof value === 'string' && isShapeName(value)
      ? pathOfShape(value as ShapeName)
      : undefined;
  const { defaultValue, nullValue } = property.scale;
  return {
    ...property,
    scale: {
      ...property.scale,
      defaultValue: asPath(defaultValue),
      nullValue: asPath(nullValue)
    }
  };
}

/** In degrees, clockwise. */
export function angleOf(mark: MarkReader): Expression {
  const angle = mark.property('angle');
  if (!angle) {
    return 0;
  }
  const unit = mark.properties.member('angleUnit');
  const name = unit.isPresent
    ? unit.text('"angleUnit"').toLowerCase()
    : 'degrees';
  if (name !== 'degrees' && name !== 'radians') {
    unit.fail(`"${name}" is not a unit of angles.`);
  }
  return name === 'degrees'
    ? numberOf(angle)
    : times(numberOf(angle), 180 / Math.PI);
}
