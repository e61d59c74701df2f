/** A view as data and mark of HeavyDB's Vega. Pure. */
import { name, subquery } from '../sql/sql-text';
import { SHAPES } from '../view/mark';
import type { Unit } from '../view/unit';
import { hasStroke, isMarkFilled, paintOf } from './paint';
import {
  type Pixels,
  PROJECTION,
  type Properties,
  type Property
} from './pixels';
import { pointPlace, rectanglePlace } from './place';

/** Vega-Lite's default size of points: an area in square pixels. */
const POINT_AREA = 30;

export type DialectData = {
  name: string;
  sql: string;
  format?: unknown;
  enableHitTesting?: true;
};

export type DialectMark = {
  type: 'points' | 'symbol' | 'lines' | 'polys';
  from?: { data: string };
  transform?: { projection: string };
  properties: Properties;
};

export type Drawing = { data: DialectData; mark: DialectMark };

/** @param table - The name of the data, unique in the picture. */
export function drawingOf(unit: Unit, table: string, pixels: Pixels): Drawing {
  const { type, properties, sql = unit.sql, format } = shapeOf(unit, pixels);
  const isOnMap = unit.geometry !== null || unit.columns.has('longitude');
  return {
    data: {
      name: table,
      sql,
      ...(format === undefined ? {} : { format }),
      ...(unit.isHitTested ? { enableHitTesting: true } : {})
    },
    mark: {
      type,
      from: { data: table },
      ...(isOnMap && pixels.hasProjection
        ? { transform: { projection: PROJECTION } }
        : {}),
      properties: { ...properties, ...paintOf(unit) }
    }
  };
}

type Shape = Pick<DialectMark, 'type' | 'properties'> & {
  sql?: string;
  format?: unknown;
};

function shapeOf(unit: Unit, pixels: Pixels): Shape {
  const { mark } = unit;
  if (
    mark.type !== 'circle' &&
    mark.type !== 'square' &&
    mark.type !== 'point'
  ) {
    unit.columns
      .get('size')
      ?.def.node.refuse(`is not drawn with ${mark.type}.`);
    unit.values.get('size')?.node.refuse(`is not drawn with ${mark.type}.`);
    if (mark.type === 'line') {
      return lineOf(unit);
    }
    return mark.type === 'geoshape'
      ? {
          type: 'polys',
          format: 'polys',
          properties: { x: { field: 'x' }, y: { field: 'y' } }
        }
      : {
          type: 'symbol',
          properties: { shape: 'square', ...rectanglePlace(unit, pixels) }
        };
  }
  const size = widthOf(unit);
  const shape = symbolOf(unit);
  if (shape === 'circle' && isMarkFilled(unit) && !hasStroke(unit)) {
    const place = pointPlace(unit, pixels, ['x', 'y']);
    return { type: 'points', properties: { ...place, size } };
  }
  const place = pointPlace(unit, pixels, ['xc', 'yc']);
  return {
    type: 'symbol',
    properties: { shape, ...place, width: size, height: size }
  };
}

function symbolOf({ mark: { type, node } }: Unit): string {
  const shape = node.get('shape');
  if (shape.isAbsent) {
    return type === 'square' ? 'square' : 'circle';
  }
  return SHAPES.get(shape.oneOf([...SHAPES.keys()])) ?? 'circle';
}

/** The width of a square of that area. */
function widthOf({ columns, values, mark }: Unit): Property {
  const column = columns.get('size');
  if (column) {
    return { scale: 'size', field: column.name };
  }
  const given = [values.get('size')?.value, mark.node.get('size')].find(
    node => node && !node.isAbsent
  );
  return Math.sqrt(given ? given.number() : POINT_AREA);
}

/** HeavyDB draws a line for each row: here from the point before to this one. */
function lineOf(unit: Unit): Shape {
  const { columns, lines, order, orient, sql } = unit;
  const isOnMap = columns.has('longitude');
  const x = columns.get(isOnMap ? 'longitude' : 'x')?.name ?? '';
  const y = columns.get(isOnMap ? 'latitude' : 'y')?.name ?? '';
  const along = order ?? (orient === 'vertical' ? x : y);
  const partition =
    lines.length > 0 ? `PARTITION BY ${lines.map(name).join(', ')} ` : '';
  const before = (alias: string): string =>
    `LAG(${name(alias)}) OVER (${partition}ORDER BY ${name(along)})`;
  const segments = `SELECT *, ${before(x)} AS x_before, ${before(y)} AS y_before, ${name(x)} AS x_here, ${name(y)} AS y_here FROM ${subquery(sql)}`;
  const isWhole = ['x_before', 'y_before', 'x_here', 'y_here']
    .map(alias => `${alias} IS NOT NULL`)
    .join(' AND ');
  return {
    type: 'lines',
    sql: `SELECT * FROM ${subquery(segments)} WHERE ${isWhole}`,
    format: {
      type: 'lines',
      coords: { x: ['x_before', 'x_here'], y: ['y_before', 'y_here'] },
      layout: 'interleaved'
    },
    properties: isOnMap
      ? { x: { field: 'x' }, y: { field: 'y' } }
      : { x: { scale: 'x', field: 'x' }, y: { scale: 'y', field: 'y' } }
  };
}
