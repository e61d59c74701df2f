/** A mark that is being translated: its properties, its table, its projection. */
import type { Place } from '../spec/place';
import type { Projection } from '../projection';
import type { MarkTable } from '../data/mark-table';
import { type Property, readProperty, type Scales } from './property';

export type MarkReader = {
  /** The name of the translated mark. */
  name: string;
  place: Place;
  properties: Place;
  table: MarkTable;
  projection?: Projection;
  /** Height of the picture in pixels. */
  height: number;
  /** The property of a name; undefined if the mark has none. Throws VegaError if it is wrong. */
  property(name: string): Property | undefined;
  /** The same of a property that must be there. */
  requiredProperty(name: string): Property;
  /** The same of `x` or `y` of vertices, whose field is no column. */
  coordinate(name: 'x' | 'y'): Property;
};

/** The properties that are places. */
const AXES: Readonly<Record<string, 'x' | 'y'>> = {
  x: 'x',
  x2: 'x',
  xc: 'x',
  y: 'y',
  y2: 'y',
  yc: 'y'
};

export function markReader(
  mark: Omit<
    MarkReader,
    'property' | 'requiredProperty' | 'coordinate' | 'properties'
  >,
  scales: Scales
): MarkReader {
  const properties = mark.place.member('properties');
  if (!properties.isObject) {
    (properties.isPresent ? properties : mark.place).fail(
      'Mark objects must have a "properties" property and it must be a JSON object.'
    );
  }
  const property = (name: string): Property | undefined => {
    const place = properties.member(name);
    return place.isPresent
      ? readProperty(place, mark.table, scales, AXES[name])
      : undefined;
  };
  const missing = (name: string): never =>
    properties.fail(
      `"${name}" mark property must exist for "${String(mark.place.member('type').value)}" marks.`
    );
  return {
    ...mark,
    properties,
    property,
    requiredProperty: name => property(name) ?? missing(name),
    coordinate: name =>
      properties.member(name).isPresent
        ? readProperty(properties.member(name), null, scales)
        : missing(name)
  };
}
