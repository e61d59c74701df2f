/**
 * `symbol`: a shape of some width and height. `x` and `y` are its left and lower edge; `xc` and
 * `yc` its middle; `x` with `x2` both edges.
 */
import { pathOfShape } from '../spec/shapes';
import type { Vega5Value } from '../vega5-spec';
import type { DrawnMark } from './drawn-mark';
import {
  type Expression,
  minus,
  neededColumns,
  times,
  valueOf
} from './expression';
import type { MarkReader } from './mark-reader';
import { fillOf, opacityOf, paintProperties, strokeOf } from './paint';
import { areaOf, areaOfPath } from './area';
import { bottomOf, fromTop, leftOf } from './position';
import { type Span, spanOf } from './span';
import { angleOf, shapeOf } from './symbol-shape';
import { turnedSymbol } from './turned-symbol';

export function symbol(mark: MarkReader): DrawnMark {
  const across = spanOf(mark, ['x', 'x2', 'xc', 'width'], leftOf);
  const up = spanOf(mark, ['y', 'y2', 'yc', 'height'], bottomOf);
  const shape = shapeOf(mark);
  const angle = angleOf(mark);
  const needs = [
    ...across.properties,
    ...up.properties,
    ...paintProperties(mark)
  ].flatMap(neededColumns);
  const drawn = (
    type: DrawnMark['type'],
    enter: Record<string, Vega5Value>
  ): DrawnMark => ({
    type,
    needs,
    enter: { ...enter, ...fillOf(mark), ...strokeOf(mark), ...opacityOf(mark) }
  });
  if (angle !== 0) {
    return drawn('symbol', turnedSymbol(mark, { shape, angle, across, up }));
  }
  if (shape === 'square') {
    return drawn('rect', rect(mark, across, up));
  }
  const middle = {
    x: valueOf(across.centre),
    y: valueOf(fromTop(mark, up.centre))
  };
  if (shape === 'circle' && across.size === up.size) {
    return drawn('symbol', {
      ...middle,
      shape: { value: 'circle' },
      size: areaOf(across.size)
    });
  }
  const path =
    typeof shape === 'string' ? { value: pathOfShape(shape) } : shape;
  if (across.size === up.size) {
    return drawn('symbol', {
      ...middle,
      shape: path,
      size: areaOfPath(across.size)
    });
  }
  return drawn('path', {
    ...middle,
    path,
    scaleX: visible(across.size),
    scaleY: visible(up.size)
  });
}

/** Vega takes a factor of 0 for 1. */
const visible = (size: Expression): Vega5Value =>
  typeof size === 'number'
    ? { value: size || Number.EPSILON }
    : { signal: `max(${size}, 1e-9)` };

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
