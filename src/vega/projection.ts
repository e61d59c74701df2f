/** The projection of HeavyDB: Mercator, with the bounds of the picture in degrees. */
import { columnExpression } from './marks/expression';
import type { Place } from './spec/place';

export type Projection = {
  name: string;
  /** The pixels of a place; y from the bottom. */
  project(longitude: number, latitude: number): [x: number, y: number];
  /** The same for a column, as an expression of Vega 5. */
  xExpression(field: string): string;
  yExpression(field: string): string;
};

/** HeavyDB's bounds where a projection names none, in degrees. */
const WORLD = { x: [-180, 180], y: [-85.06, 85.06] } as const;

const mercator = (latitude: number): number =>
  Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));

/** @throws VegaError */
export function readProjection(
  place: Place,
  { width, height }: { width: number; height: number }
): Projection {
  const type = place.member('type');
  if (type.value !== 'mercator') {
    (type.isPresent ? type : place).fail(
      `Projection type "${String(type.value)}" is not supported. "mercator" is.`
    );
  }
  const [west, east] = boundsAt(place, 'x');
  const [south, north] = boundsAt(place, 'y').map(mercator) as [number, number];
  const perDegree = width / (east - west);
  const perUnit = height / (north - south);
  return {
    name: place.member('name').text('"name"'),
    project: (longitude, latitude) => [
      (longitude - west) * perDegree,
      (mercator(latitude) - south) * perUnit
    ],
    xExpression: field =>
      `(${columnExpression(field)} - ${west}) * ${perDegree}`,
    yExpression: field =>
      `(log(tan(PI / 4 + ${columnExpression(field)} * PI / 360)) - ${south}) * ${perUnit}`
  };
}

function boundsAt(place: Place, axis: 'x' | 'y'): [number, number] {
  const bounds = place.member('bounds').member(axis);
  if (!bounds.isPresent) {
    return [...WORLD[axis]];
  }
  const [low, high, ...more] = bounds
    .items('The bounds')
    .map(item => item.number('Element'));
  if (low === undefined || high === undefined || more.length > 0) {
    return bounds.fail(
      'Coordinate array must be of size 2 and each element must be a number.'
    );
  }
  // Mercator's poles are endlessly far.
  const hasPole = axis === 'y' && (Math.abs(low) >= 90 || Math.abs(high) >= 90);
  if (low === high || hasPole) {
    bounds.fail('The bounds must differ, and latitudes be less than 90.');
  }
  return [low, high];
}
