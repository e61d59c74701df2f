/**
 * A symbol with an angle. It is a `symbol` of Vega 5 with a path of its own, since the bounds that
 * Vega computes of a turned `path` are wrong: it would not be drawn.
 */
import { pathOfShape, type ShapeName } from '../spec/shapes';
import type { Vega5Value } from '../vega5-spec';
import { areaOfPath } from './area';
import { type Expression, valueOf } from './expression';
import type { MarkReader } from './mark-reader';
import { fromTop } from './position';
import type { Span } from './span';

type Turned = {
  shape: ShapeName | Vega5Value;
  angle: Expression;
  across: Span;
  up: Span;
};

/**
 * Turned around its middle, or around the edges that the mark gives, as in HeavyDB.
 *
 * @throws VegaError where each row has another shape or another proportion
 */
export function turnedSymbol(
  mark: MarkReader,
  { shape, angle, across, up }: Turned
): Record<string, Vega5Value> {
  const [width, height, size] = proportions(mark, across.size, up.size);
  const right = across.edge === undefined ? 0 : 0.5;
  const higher = up.edge === undefined ? 0 : 0.5;
  const isPlain = right === 0 && higher === 0 && width === 1 && height === 1;
  if (typeof shape !== 'string' && !isPlain) {
    mark.place.fail(
      'Symbols of several shapes with an "angle" are drawn with "xc", "yc" and equal sides only.'
    );
  }
  return {
    x: valueOf(across.edge ?? across.centre),
    y: valueOf(fromTop(mark, up.edge ?? up.centre)),
    shape:
      typeof shape === 'string'
        ? { value: pathOfShape(shape, { right, higher, width, height }) }
        : shape,
    size: areaOfPath(size),
    angle: valueOf(angle)
  };
}

/** The sides as parts of a size, and the size. */
function proportions(
  mark: MarkReader,
  width: Expression,
  height: Expression
): [width: number, height: number, size: Expression] {
  if (width === height) {
    return [1, 1, width];
  }
  if (typeof width === 'number' && typeof height === 'number') {
    const size = Math.max(width, height);
    return [width / size, height / size, size];
  }
  return mark.place.fail(
    'A symbol with an "angle" whose width and height differ by row is drawn by the renderer of HeavyDB only.'
  );
}
