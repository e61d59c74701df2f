/**
 * What Vega-Lite says and what becomes of it: each case is translated, drawn by the sandbox or
 * refused, and a row of the table in docs/vega.md.
 */

export type VegaLiteCase = {
  /** As the page names it. */
  name: string;
  spec: object;
};

export type VegaLiteGroup = { title: string; cases: readonly VegaLiteCase[] };

const FLIGHTS = {
  sql: "SELECT * FROM flights WHERE dep_timestamp < '2001-01-03' AND delay < 200"
};
/** For `missing`. */
const WITH_NULLS = {
  sql: "SELECT delay, CASE WHEN delay > 20 THEN distance END AS distance FROM flights WHERE dep_timestamp < '2001-01-03' AND delay < 200"
};
const AIRPORTS = { name: 'airports' };
const DELAY = { field: 'delay', type: 'quantitative' };
const DISTANCE = { field: 'distance', type: 'quantitative' };
const ORIGIN = { field: 'origin', type: 'nominal' };
const TIME = { field: 'dep_timestamp', type: 'temporal' };
const COUNT = { aggregate: 'count' };
const BINNED = { ...DELAY, bin: true };

const view = (mark: unknown, encoding: object, more: object = {}): object => ({
  data: FLIGHTS,
  width: 120,
  height: 90,
  mark,
  encoding,
  ...more
});

const scatter = (more: object, rest: object = {}): object =>
  view('circle', { x: DELAY, y: DISTANCE, ...more }, rest);

const EVERY_AIRPORT = {
  longitude: { field: 'longitude' },
  latitude: { field: 'latitude' }
};

const map = (mark: unknown, more: object = {}, rest: object = {}): object =>
  view(mark, { ...EVERY_AIRPORT, ...more }, { data: AIRPORTS, ...rest });

const POLYGONS = {
  data: { sql: 'SELECT id, a_polygon FROM every_type WHERE id < 3' },
  width: 120,
  height: 90,
  projection: { type: 'mercator', bounds: { x: [-1, 5], y: [-1, 5] } },
  mark: 'geoshape'
};
const SHAPE = { field: 'a_polygon', type: 'geojson' };

const marks: VegaLiteGroup = {
  title: 'Marks',
  cases: [
    { name: '`circle`', spec: scatter({}) },
    { name: '`square`', spec: view('square', { x: DELAY, y: DISTANCE }) },
    { name: '`point`', spec: view('point', { x: DELAY, y: DISTANCE }) },
    {
      name: '`point`, `shape` and `filled`',
      spec: view(
        { type: 'point', shape: 'diamond', filled: true, size: 60 },
        { x: DELAY, y: DISTANCE }
      )
    },
    {
      name: '`line`',
      spec: view('line', {
        x: { ...TIME, timeUnit: 'yearmonthdatehours' },
        y: { ...DELAY, aggregate: 'mean' }
      })
    },
    { name: '`bar` of categories', spec: view('bar', { x: ORIGIN, y: COUNT }) },
    { name: '`bar` of bins', spec: view('bar', { x: BINNED, y: COUNT }) },
    {
      name: '`bar` of a time unit',
      spec: view('bar', {
        x: { ...TIME, timeUnit: 'yearmonthdatehours' },
        y: COUNT
      })
    },
    {
      name: '`bar`, stacked by color',
      spec: view('bar', {
        x: BINNED,
        y: COUNT,
        color: { timeUnit: 'date', field: 'dep_timestamp', type: 'ordinal' }
      })
    },
    {
      name: '`rect` of bins',
      spec: view('rect', {
        x: BINNED,
        y: { ...DISTANCE, bin: true },
        color: COUNT
      })
    },
    {
      name: '`geoshape`',
      spec: { ...POLYGONS, encoding: { shape: SHAPE } }
    },
    ...[
      'area',
      'arc',
      'boxplot',
      'errorbar',
      'image',
      'rule',
      'text',
      'tick',
      'trail'
    ].map(mark => ({
      name: `\`${mark}\``,
      spec: view(mark, { x: DELAY, y: DISTANCE })
    }))
  ]
};

const channels: VegaLiteGroup = {
  title: 'Channels',
  cases: [
    {
      name: '`x`, `y`: quantitative, temporal',
      spec: view('circle', { x: TIME, y: DELAY })
    },
    {
      name: '`x`, `y`: nominal, ordinal',
      spec: view('square', { x: ORIGIN, y: DELAY })
    },
    {
      name: '`x`, `y`: a value in pixels',
      spec: view('circle', { x: { value: 10 }, y: { value: 'height' } })
    },
    {
      name: '`x2`, `y2`',
      spec: view('rect', {
        x: { ...DELAY, aggregate: 'min' },
        x2: { ...DELAY, aggregate: 'max' },
        y: { field: 'origin', type: 'nominal' }
      })
    },
    { name: '`longitude`, `latitude`', spec: map('circle') },
    {
      name: '`color`: quantitative',
      spec: scatter({ color: DELAY })
    },
    { name: '`color`: nominal', spec: scatter({ color: ORIGIN }) },
    { name: '`color`: a value', spec: scatter({ color: { value: 'red' } }) },
    { name: '`opacity`: quantitative', spec: scatter({ opacity: DELAY }) },
    { name: '`opacity`: a value', spec: scatter({ opacity: { value: 0.2 } }) },
    { name: '`size`: quantitative', spec: scatter({ size: DISTANCE }) },
    { name: '`size`: a value', spec: scatter({ size: { value: 4 } }) },
    {
      name: '`detail`, `order`',
      spec: view('line', {
        x: DELAY,
        y: DISTANCE,
        detail: { field: 'origin' },
        order: { field: 'dep_timestamp' }
      })
    },
    {
      name: '`tooltip`',
      spec: scatter({
        tooltip: [{ field: 'origin' }, { field: 'destination' }]
      })
    },
    ...[
      'shape',
      'text',
      'angle',
      'row',
      'column',
      'facet',
      'url',
      'href',
      'strokeDash',
      'theta',
      'xOffset'
    ].map(channel => ({
      name: `\`${channel}\``,
      spec: scatter({ [channel]: ORIGIN })
    })),
    {
      name: '`condition` in a channel',
      spec: scatter({
        color: { condition: { param: 'p', value: 'red' }, value: 'grey' }
      })
    }
  ]
};

const AGGREGATES = [
  ...['count', 'sum', 'mean', 'average', 'median', 'q1', 'q3', 'min', 'max'],
  ...['stdev', 'stdevp', 'variance', 'variancep', 'stderr', 'distinct'],
  ...['valid', 'missing', 'product', 'argmin', 'argmax', 'ci0', 'ci1', 'values']
];

const aggregates: VegaLiteGroup = {
  title: 'Aggregates',
  cases: AGGREGATES.map(aggregate => ({
    name: `\`${aggregate}\``,
    spec: view(
      'bar',
      { x: BINNED, y: { ...DISTANCE, aggregate } },
      { data: WITH_NULLS }
    )
  }))
};

const STRETCHES = [
  ...['year', 'yearquarter', 'yearmonth', 'yearweek', 'yearmonthdate'],
  ...['yearmonthdatehours', 'yearmonthdatehoursminutes'],
  'yearmonthdatehoursminutesseconds'
];
const PARTS = [
  ...['quarter', 'month', 'week', 'date', 'day', 'dayofyear'],
  ...[
    'hours',
    'minutes',
    'seconds',
    'milliseconds',
    'monthdate',
    'hoursminutes'
  ]
];

const timeUnits: VegaLiteGroup = {
  title: 'Time units',
  cases: [
    ...STRETCHES.map(timeUnit => ({
      name: `\`${timeUnit}\`, \`utc${timeUnit}\``,
      spec: view('bar', { x: { ...TIME, timeUnit }, y: COUNT })
    })),
    ...PARTS.map(timeUnit => ({
      name: `\`${timeUnit}\`, \`utc${timeUnit}\``,
      spec: view('bar', { x: { ...TIME, timeUnit, type: 'ordinal' }, y: COUNT })
    })),
    {
      name: '`step` of a time unit',
      spec: view('bar', {
        x: { ...TIME, timeUnit: { unit: 'minutes', step: 10 } },
        y: COUNT
      })
    }
  ]
};

const withScale = (scale: object): object =>
  scatter({ x: { ...DISTANCE, scale }, y: DELAY });
const withColors = (scale: object): object =>
  scatter({ color: { ...DISTANCE, scale } });

const scales: VegaLiteGroup = {
  title: 'Scales',
  cases: [
    {
      name: 'position: `domain`, `range`, `reverse`, `clamp`, `zero`, `nice`',
      spec: withScale({
        domain: [0, 3000],
        range: [0, 60],
        reverse: true,
        clamp: true
      })
    },
    ...['linear', 'log', 'pow', 'sqrt'].map(type => ({
      name: `position: \`${type}\``,
      spec: withScale({
        type,
        domain: [1, 3000],
        ...(type === 'pow' ? { exponent: 2 } : {})
      })
    })),
    ...['symlog', 'quantile'].map(type => ({
      name: `position: \`${type}\``,
      spec: withScale({ type })
    })),
    {
      name: 'color: `scheme`',
      spec: withColors({ scheme: 'viridis' })
    },
    {
      name: 'color: `range`, `domainMid`',
      spec: withColors({ range: ['blue', 'white', 'red'], domainMid: 800 })
    },
    ...['log', 'quantize', 'threshold'].map(type => ({
      name: `color: \`${type}\``,
      spec: withColors({
        type,
        domain: type === 'threshold' ? [500, 1000] : [1, 3000]
      })
    })),
    ...['quantile', 'symlog'].map(type => ({
      name: `color: \`${type}\``,
      spec: withColors({ type })
    })),
    {
      name: '`scale: null`',
      spec: scatter({ color: { ...ORIGIN, scale: null } })
    }
  ]
};

const filtered = (filter: unknown): object =>
  scatter({}, { transform: [{ filter }] });

const transforms: VegaLiteGroup = {
  title: 'Transforms',
  cases: [
    {
      name: '`filter` by an expression',
      spec: filtered("datum.delay > 10 && datum.origin != 'SFO'")
    },
    {
      name: '`filter` by `equal`, `lt`, `lte`, `gt`, `gte`, `range`, `oneOf`, `valid`',
      spec: filtered({
        and: [
          { field: 'delay', range: [0, 100] },
          { field: 'distance', gt: 100 },
          { not: { field: 'origin', oneOf: ['SFO'] } },
          { field: 'origin', valid: true }
        ]
      })
    },
    {
      name: '`calculate`',
      spec: scatter(
        { x: { field: 'hours', type: 'quantitative' } },
        { transform: [{ calculate: 'datum.delay / 60', as: 'hours' }] }
      )
    },
    {
      name: '`timeUnit`',
      spec: view(
        'bar',
        { x: { field: 'hour', type: 'temporal' }, y: COUNT },
        {
          transform: [
            {
              timeUnit: 'yearmonthdatehours',
              field: 'dep_timestamp',
              as: 'hour'
            }
          ]
        }
      )
    },
    {
      name: '`bin`',
      spec: view(
        'bar',
        { x: { field: 'bin', type: 'ordinal' }, y: COUNT },
        { transform: [{ bin: true, field: 'delay', as: 'bin' }] }
      )
    },
    {
      name: '`aggregate`',
      spec: view(
        'bar',
        { x: ORIGIN, y: { field: 'mean', type: 'quantitative' } },
        {
          transform: [
            {
              aggregate: [{ op: 'mean', field: 'delay', as: 'mean' }],
              groupby: ['origin']
            }
          ]
        }
      )
    },
    ...[
      'window',
      'joinaggregate',
      'stack',
      'fold',
      'flatten',
      'lookup',
      'pivot',
      'sample',
      'density',
      'regression',
      'loess',
      'impute'
    ].map(transform => ({
      name: `\`${transform}\``,
      spec: scatter({}, { transform: [{ [transform]: [] }] })
    }))
  ]
};

const specs: VegaLiteGroup = {
  title: 'Data and views',
  cases: [
    { name: '`data: {"sql": …}`', spec: scatter({}) },
    { name: '`data: "SELECT …"`', spec: scatter({}, { data: FLIGHTS.sql }) },
    { name: '`data: {"name": "airports"}`', spec: map('circle') },
    {
      name: '`data: {"values": …}`',
      spec: scatter({}, { data: { values: [] } })
    },
    {
      name: '`data: {"url": …}`',
      spec: scatter({}, { data: { url: 'data/cars.json' } })
    },
    {
      name: '`layer`',
      spec: {
        data: AIRPORTS,
        width: 120,
        height: 90,
        encoding: EVERY_AIRPORT,
        layer: [
          { mark: { type: 'circle', color: 'lightgrey' } },
          {
            transform: [{ filter: "datum.state == 'CA'" }],
            mark: { type: 'circle', color: 'red' }
          }
        ]
      }
    },
    {
      name: '`width: {"step": …}`',
      spec: view('bar', { x: ORIGIN, y: COUNT }, { width: { step: 12 } })
    },
    {
      name: '`width: "container"`',
      spec: scatter({}, { width: 'container' })
    },
    { name: '`background`', spec: scatter({}, { background: 'white' }) },
    {
      name: '`projection`: `mercator`, with HeavyDB’s `bounds`',
      spec: map(
        'circle',
        {},
        {
          projection: {
            type: 'mercator',
            bounds: { x: [-125, -66], y: [24, 50] }
          }
        }
      )
    },
    {
      name: '`projection`: `albersUsa`',
      spec: map('circle', {}, { projection: { type: 'albersUsa' } })
    },
    ...[
      'hconcat',
      'vconcat',
      'concat',
      'repeat',
      'facet',
      'params',
      'resolve'
    ].map(key => ({ name: `\`${key}\``, spec: scatter({}, { [key]: [] }) }))
  ]
};

export const VEGA_LITE_CASES: readonly VegaLiteGroup[] = [
  specs,
  marks,
  channels,
  scales,
  aggregates,
  timeUnits,
  transforms
];
