/**
 * The schema of the editor and the translator know the same properties: the translator's are those
 * that it asks of a spec, whether or not they are there.
 */
import { expect, test } from 'vitest';
import { propertiesAt } from '../../../../src/vega-schema/lookup';
import { translate } from '../../../../src/vega/translate';
import type { VegaSpec } from '../../../../src/vega/vega-spec';

const PLACE = { x: { field: 'x' }, y: { field: 'y' } };
const MARKS = {
  points: { ...PLACE, size: 3 },
  symbol: {
    xc: 1,
    yc: 1,
    width: 2,
    height: 2,
    angle: 3,
    shape: 'cross',
    strokeWidth: 1
  },
  lines: { ...PLACE, strokeWidth: 1 },
  polys: { ...PLACE, strokeWidth: 1 }
};

const specOf = (type: keyof typeof MARKS): object => ({
  width: 10,
  height: 10,
  data: [
    {
      name: 'points',
      values: [{ x: 1, y: 2 }]
    },
    {
      name: 'lines',
      sql: 'SELECT 1',
      format: {
        type: 'lines',
        coords: { x: ['x', { from: 'y' }], y: ['y', 'y'] },
        layout: 'interleaved'
      }
    },
    { name: 'polys', sql: 'SELECT 2', format: 'polys' },
    {
      name: 'range',
      source: 'points',
      transform: [
        { type: 'aggregate', fields: ['x'], ops: ['min'], as: ['least'] }
      ]
    }
  ],
  scales: [
    {
      name: 'color',
      type: 'ordinal',
      domain: ['a'],
      range: ['red'],
      default: 'grey'
    },
    { name: 'x', domain: { data: 'range', field: 'least' }, range: [0] },
    { name: 'y', domain: { data: 'range', fields: ['least'] }, range: [0] }
  ],
  projections: [
    { name: 'map', type: 'mercator', bounds: { x: [0, 1], y: [0, 1] } }
  ],
  marks: [
    {
      type,
      from: { data: type === 'symbol' ? 'points' : type },
      properties: MARKS[type]
    }
  ]
});

const ROWS = new Map([
  ['lines', [{ x: 1, y: [1, 2] }]],
  ['polys', [{ shape: 'POLYGON ((0 0,4 0,4 4,0 0))' }]]
]);

type Asked = Map<string, { path: (string | number)[]; names: Set<string> }>;

/** The same value; notes which properties of its objects are asked for. */
function watched<T>(value: T, path: (string | number)[], asked: Asked): T {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  const note = (key: string | symbol): void => {
    if (typeof key === 'string' && !Array.isArray(value)) {
      // What one scale has not to be asked, another has.
      const place = path
        .map(step => (typeof step === 'number' ? '*' : step))
        .join('/');
      const known = asked.get(place) ?? { path, names: new Set() };
      asked.set(place, { path, names: known.names.add(key) });
    }
  };
  return new Proxy(value, {
    getOwnPropertyDescriptor: (target, key) => {
      note(key);
      return Reflect.getOwnPropertyDescriptor(target, key);
    },
    get: (target, key) => {
      const member: unknown = Reflect.get(target, key);
      if (typeof key === 'symbol' || typeof member === 'function') {
        return member;
      }
      note(key);
      const step = Array.isArray(target) ? Number(key) : key;
      return watched(member, [...path, step], asked);
    }
  });
}

/** Only the renderer of HeavyDB has them; the translator refuses or ignores them. */
const DATABASE_ONLY = new Set([
  ...['viewRenderOptions', 'usermeta', 'enableHitTesting', 'dbTableName'],
  ...['minDensityCnt', 'maxDensityCnt', 'pctCategory', 'pctCategoryMargin'],
  ...['miterLimit', 'colorSpace', 'approximate', 'numBins', 'includeExtrema']
]);
/** Rows of values, whose names are the columns. */
const isFree = (path: readonly (string | number)[]): boolean =>
  path.includes('values');

test.each(Object.keys(MARKS) as (keyof typeof MARKS)[])(
  'the schema has what the translator reads of %s, and no more',
  type => {
    const spec = specOf(type);
    const asked: Asked = new Map();
    translate(watched(spec, [], asked) as VegaSpec, ROWS);
    const places = [...asked.values()].filter(({ path }) => !isFree(path));
    expect(places.length).toBeGreaterThan(8);
    for (const { path, names } of places) {
      // What is wrong of a property is told of whichever mark has it.
      const readable = [
        ...propertiesAt(path, path[0] === 'marks' ? {} : spec).keys()
      ];
      const known = [...propertiesAt(path, spec).keys()];
      const place = `/${path.join('/')}`;
      expect(
        [place, ...[...names].filter(name => !readable.includes(name))],
        'read, and not in the schema'
      ).toEqual([place]);
      if (path[0] !== 'data' && path.length < 4) {
        const unread = known.filter(name => !names.has(name));
        expect(
          [place, ...unread.filter(name => !DATABASE_ONLY.has(name))],
          'in the schema, and not read'
        ).toEqual([place]);
      }
    }
  }
);
