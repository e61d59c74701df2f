/** The types of marks that are translated. One line a type. */
import type { Place } from '../spec/place';
import type { DrawnMark } from './drawn-mark';
import type { MarkReader } from './mark-reader';
import { lines } from './lines';
import { points } from './points';
import { polys } from './polys';
import { symbol } from './symbol';

const MARKS: ReadonlyMap<string, (mark: MarkReader) => DrawnMark> = new Map([
  ['points', points],
  ['symbol', symbol],
  ['legacysymbol', symbol],
  ['lines', lines],
  ['polys', polys]
]);

const NOT_DRAWN: readonly string[] = ['windbarb', 'mesh2d'];

/** @throws VegaError if no such mark is drawn here */
export function translatorOf(type: Place): (mark: MarkReader) => DrawnMark {
  const name = type.text('"type"').toLowerCase();
  return (
    MARKS.get(name) ??
    type.fail(
      NOT_DRAWN.includes(name)
        ? `"${name}" marks are drawn by the renderer of HeavyDB only.`
        : `Mark type "${name}" is not supported.`
    )
  );
}
