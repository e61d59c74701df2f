/** `points`: circles around a place; `size` is their diameter in pixels. */
import type { Vega5Value } from '../vega5-spec';
import {
  type Expression,
  neededColumns,
  numberOf,
  valueOf
} from './expression';
import type { MarkReader } from './mark-reader';
import type { DrawnMark } from './drawn-mark';
import { fillOf, opacityOf, paintProperties } from './paint';
import { bottomOf, fromTop, leftOf } from './position';

export function points(mark: MarkReader): DrawnMark {
  const x = mark.requiredProperty('x');
  const y = mark.requiredProperty('y');
  const size = mark.requiredProperty('size');
  return {
    type: 'symbol',
    needs: [x, y, size, ...paintProperties(mark)].flatMap(neededColumns),
    enter: {
      x: valueOf(leftOf(mark, x)),
      y: valueOf(fromTop(mark, bottomOf(mark, y))),
      shape: { value: 'circle' },
      size: areaOf(numberOf(size)),
      ...fillOf(mark),
      ...opacityOf(mark)
    }
  };
}

/** What Vega 5 calls the size of a circle: the area of the square around it. */
export function areaOf(diameter: Expression): Vega5Value {
  return typeof diameter === 'number'
    ? { value: diameter ** 2 }
    : { signal: `pow(${diameter}, 2)` };
}
