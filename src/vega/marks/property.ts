/** One property of a mark: a constant, a column, or a column through a scale. */
import type { Place } from '../spec/place';
import type { Scale } from '../scales/scale';
import type { MarkTable } from '../data/mark-table';

export type Property =
  | { kind: 'constant'; value: unknown; place: Place }
  | { kind: 'field'; field: string; place: Place }
  | {
      kind: 'scaled';
      scale: Scale;
      input: { field: string } | { value: unknown };
      place: Place;
    };

export type Scales = (name: string) => Scale | undefined;

/**
 * The property at a place.
 *
 * @param table - in which its column must be; null where it is in no table
 * @param axis - of a place, whose column may hold points
 * @throws VegaError if it names a scale or a column that there is not
 */
export function readProperty(
  place: Place,
  table: MarkTable | null,
  scales: Scales,
  axis?: 'x' | 'y'
): Property {
  if (!place.isObject) {
    return { kind: 'constant', value: place.value, place };
  }
  const field = place.member('field');
  const value = place.member('value');
  if (field.isPresent) {
    table?.requireColumn(field);
  }
  const column = (): string =>
    (axis && table?.coordinateColumn(field, axis)) ?? field.text('"field"');
  const named = place.member('scale');
  if (named.isPresent) {
    const name = named.text('"scale"');
    const scale =
      scales(name) ?? named.fail(`Scale "${name}" does not exist in the vega.`);
    return {
      kind: 'scaled',
      scale,
      input: field.isPresent ? { field: column() } : { value: value.value },
      place
    };
  }
  if (field.isPresent) {
    return { kind: 'field', field: column(), place };
  }
  return value.isPresent
    ? { kind: 'constant', value: value.value, place: value }
    : place.fail(
        'Invalid mark property object. Must contain a data reference via a "field" property or a "value" property.'
      );
}
