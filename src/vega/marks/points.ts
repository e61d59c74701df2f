/** `points`: circles around a place; `size` is their diameter in pixels. */
import { neededColumns, numberOf, valueOf } from './expression';
import type { MarkReader } from './mark-reader';
import { areaOf } from './area';
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
