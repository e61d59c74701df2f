/** What Vega 5 calls the size of a symbol: an area. */
import type { Vega5Value } from '../vega5-spec';
import { type Expression, times } from './expression';

/** Of a circle: the area of the square around it. */
export function areaOf(diameter: Expression): Vega5Value {
  return typeof diameter === 'number'
    ? // Vega knows no Infinity.
      { value: Math.min(diameter ** 2, Number.MAX_VALUE) }
    : { signal: `pow(${diameter}, 2)` };
}

/** Of a path in a square of one pixel: Vega scales it to half of the side of its area. */
export const areaOfPath = (side: Expression): Vega5Value =>
  areaOf(times(side, 2));
