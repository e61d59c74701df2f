/**
 * `symbol`: a shape of some width and height. `x` and `y` are its left and lower edge; `xc` and
 * `yc` its middle; `x` with `x2` both edges.
 */
import {
  isShapeName,
  pathOfShape,
  type ShapeName,
  shapeAt
} from '../spec/shapes';
import type { Vega5Value } from '../vega5-spec';
import {
  type Expression,
  minus,
  neededColumns,
  numberOf,
  plus,
  scaledExpression,
  times,
  valueOf
} from './expression';
import type { MarkReader } from './mark-reader';
import type { DrawnMark } from './drawn-mark';
import { fillOf, opacityOf, strokeOf } from './paint';
import { areaOf } from './points';
import { bottomOf, fromTop, leftOf } from './position';
import type { Property } from './property';

/** Where a symbol is along one axis. */
type Span = {
  /** Its left or lower edge, if that is what the mark gives. */
  edge?: Expression;
  centre: Expression;
  size: Expression;
  properties: Property[];
};

export function symbol(mark: MarkReader): DrawnMark {
  const across = spanOf(mark, ['x', 'x2', 'xc', 'width'], leftOf);
  const up = spanOf(mark, ['y', 'y2', 'yc', 'height'], bottomOf);
  const shape = shapeOf(mark);
  const angle = angleOf(mark);
  const common = {
    ...fillOf(mark),
    ...strokeOf(mark),
    ...opacityOf(mark)
  };
  const needs = [...across.properties, ...up.properties].flatMap(neededColumns);
  if (shape === 'square' && angle === 0) {
    return {
      type: 'rect',
      needs,
      enter: { ...rect(mark, across, up), ...common }
    };
  }
  const middle = {
    x: valueOf(across.centre),
    y: valueOf(fromTop(mark, up.centre))
  };
  if (shape === 'circle' && across.size === up.size && angle === 0) {
    return {
      type: 'symbol',
      needs,
      enter: {
        ...middle,
        shape: { value: 'circle' },
        size: areaOf(across.size),
        ...common
      }
    };
  }
  const anchor = anchorOf(mark, shape, across, up, angle);
  return {
    type: 'path',
    needs,
    enter: {
      ...(anchor.isTurned ? { angle: valueOf(angle) } : {}),
      x: valueOf(anchor.x),
      y: valueOf(fromTop(mark, anchor.y)),
      path: anchor.path,
      scaleX: valueOf(across.size),
      scaleY: valueOf(up.size),
      ...common
    }
  };
}

/** The point a path is drawn and turned around: the middle, or the edges that the mark gives. */
function anchorOf(
  mark: MarkReader,
  shape: ShapeName | Vega5Value,
  across: Span,
  up: Span,
  angle: Expression
): { x: Expression; y: Expression; path: Vega5Value; isTurned: boolean } {
  const isTurned = angle !== 0;
  const x = isTurned ? (across.edge ?? across.centre) : across.centre;
  const y = isTurned ? (up.edge ?? up.centre) : up.centre;
  const isMoved = x !== across.centre || y !== up.centre;
  if (typeof shape !== 'string') {
    if (isMoved) {
      mark.place.fail(
        'Symbols of several shapes with "angle" are drawn around their middle only: give "xc" and "yc".'
      );
    }
    return { x, y, path: shape, isTurned };
  }
  const right = x === across.centre ? 0 : 0.5;
  const higher = y === up.centre ? 0 : 0.5;
  return { x, y, path: { value: pathOfShape(shape, right, higher) }, isTurned };
}

function rect(
  mark: MarkReader,
  across: Span,
  up: Span
): Record<string, Vega5Value> {
  const left = across.edge ?? minus(across.centre, times(across.size, 0.5));
  const bottom = up.edge ?? minus(up.centre, times(up.size, 0.5));
  return {
    x: valueOf(left),
    width: valueOf(across.size),
    y: valueOf(minus(fromTop(mark, bottom), up.size)),
    height: valueOf(up.size)
  };
}

function spanOf(
  mark: MarkReader,
  [low, high, middle, extent]: [string, string, string, string],
  position: (mark: MarkReader, property: Property) => Expression
): Span {
  const from = mark.property(low);
  const to = mark.property(high);
  if (from && to) {
    const edge = position(mark, from);
    const size = minus(position(mark, to), edge);
    return {
      edge,
      size,
      centre: plus(edge, times(size, 0.5)),
      properties: [from, to]
    };
  }
  const sized = mark.requiredProperty(extent);
  const size = numberOf(sized);
  const edged = from ?? to;
  if (edged) {
    // As in HeavyDB's shader, an `x2` without `x` is the left edge too.
    const edge = position(mark, edged);
    const centre = plus(edge, times(size, 0.5));
    return { edge, size, centre, properties: [edged, sized] };
  }
  const centred =
    mark.property(middle) ??
    mark.properties.fail(
      `An "${low}", "${high}", or "${middle}" mark property must exist`
    );
  return {
    size,
    centre: position(mark, centred),
    properties: [centred, sized]
  };
}

/** One shape for all, or a path of each. HeavyDB's default is a square. */
function shapeOf(mark: MarkReader): ShapeName | Vega5Value {
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
function angleOf(mark: MarkReader): Expression {
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
