/** Where a symbol is along one axis, of the properties that say so. */
import { type Expression, minus, numberOf, plus, times } from './expression';
import type { MarkReader } from './mark-reader';
import type { Property } from './property';

/** Where a symbol is along one axis. */
export type Span = {
  /** Its left or lower edge, if that is what the mark gives. */
  edge?: Expression;
  centre: Expression;
  size: Expression;
  properties: Property[];
};

/**
 * The span along an axis.
 *
 * @param names - the properties of its low edge, its high edge, its middle and its size
 * @throws VegaError
 */
export function spanOf(
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
