/** The map of a picture: HeavyDB's mercator, over the data or over given bounds. */
import type { SpecNode } from '../spec/spec-node';
import type { Ask, Cell } from '../sql/ask';
import { asDouble, name, subquery } from '../sql/sql-text';
import type { Unit } from '../view/unit';
import { PROJECTION } from './pixels';

export type DialectProjection = {
  name: string;
  type: 'mercator';
  bounds: { x: [number, number]; y: [number, number] };
};

/** Beyond it, mercator is as good as infinite. */
const LAST_LATITUDE = 85;

type Box = { west: number; east: number; south: number; north: number };

export type ProjectionOptions = {
  node: SpecNode;
  width: number;
  height: number;
  ask: Ask;
};

/** @returns `null` if no view is on a map. */
export async function projectionOf(
  units: readonly Unit[],
  { node, width, height, ask }: ProjectionOptions
): Promise<DialectProjection | null> {
  const onMap = units.filter(
    ({ columns, geometry }) => geometry !== null || columns.has('longitude')
  );
  if (onMap.length === 0) {
    return null;
  }
  if (!node.isAbsent) {
    node.allowOnly(['type', 'bounds']);
    const type = node.get('type');
    if (!type.isAbsent) {
      type.oneOf(['mercator']);
    }
  }
  const bounds = node.get('bounds');
  const box = bounds.isAbsent
    ? fitted(await boxOf(onMap, ask), width / height)
    : boxIn(bounds);
  return {
    name: PROJECTION,
    type: 'mercator',
    bounds: { x: [box.west, box.east], y: [box.south, box.north] }
  };
}

function boxIn(node: SpecNode): Box {
  node.allowOnly(['x', 'y']);
  const ends = (key: string): [number, number] => {
    const [low, high] = node.get(key).numbers();
    if (low === undefined || high === undefined) {
      throw node.get(key).error('needs two numbers.');
    }
    return [low, high];
  };
  const [west, east] = ends('x');
  const [south, north] = ends('y');
  return { west, east, south, north };
}

async function boxOf(units: readonly Unit[], ask: Ask): Promise<Box> {
  const boxes: Box[] = [];
  for (const unit of units) {
    const [row = []] = await ask(
      `SELECT ${cornersOf(unit).map(asDouble).join(', ')} FROM ${subquery(unit.sql)}`
    );
    if (row.every(isNumber)) {
      const [west = 0, east = 0, south = 0, north = 0] = row;
      boxes.push({ west, east, south, north });
    }
  }
  return boxes.length === 0
    ? { west: -180, east: 180, south: -LAST_LATITUDE, north: LAST_LATITUDE }
    : {
        west: Math.min(...boxes.map(({ west }) => west)),
        east: Math.max(...boxes.map(({ east }) => east)),
        south: Math.min(...boxes.map(({ south }) => south)),
        north: Math.max(...boxes.map(({ north }) => north))
      };
}

const isNumber = (cell: Cell): cell is number => typeof cell === 'number';

function cornersOf({ columns, geometry }: Unit): string[] {
  if (geometry !== null) {
    const shape = name(geometry);
    return [
      `MIN(ST_XMin(${shape}))`,
      `MAX(ST_XMax(${shape}))`,
      `MIN(ST_YMin(${shape}))`,
      `MAX(ST_YMax(${shape}))`
    ];
  }
  return ['longitude', 'latitude'].flatMap(channel => {
    const column = name(
      columns.get(channel as 'longitude' | 'latitude')?.name ?? channel
    );
    return [`MIN(${column})`, `MAX(${column})`];
  });
}

/** The box, made higher or wider, so that the map is not distorted. */
function fitted(box: Box, aspect: number): Box {
  const low = up(box.south);
  const high = up(box.north);
  // A single place still needs a picture around it.
  const height = Math.max(high - low, (box.east - box.west) / aspect, 0.01);
  const width = Math.max(box.east - box.west, height * aspect);
  const middle = (low + high) / 2;
  const centre = (box.west + box.east) / 2;
  return {
    west: centre - width / 2,
    east: centre + width / 2,
    south: latitudeAt(middle - height / 2),
    north: latitudeAt(middle + height / 2)
  };
}

const RADIANS = Math.PI / 180;

/** Mercator's y, in degrees at the equator. */
function up(latitude: number): number {
  const inside = Math.max(-LAST_LATITUDE, Math.min(LAST_LATITUDE, latitude));
  return Math.log(Math.tan(Math.PI / 4 + (inside * RADIANS) / 2)) / RADIANS;
}

const latitudeAt = (y: number): number =>
  (2 * Math.atan(Math.exp(y * RADIANS)) - Math.PI / 2) / RADIANS;
