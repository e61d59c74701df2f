/**
 * The table of docs/vega.md: what the browser draws of HeavyDB's Vega. To write the page:
 * `npx vitest run --project unit test/unit/src/vega/browser-table.test.ts -u`.
 */
import { expect, test } from 'vitest';
import { translate } from '../../../../src/vega/translate';
import { VegaError } from '../../../../src/vega/vega-error';
import type { VegaSpec } from '../../../../src/vega/vega-spec';
import { expectMade, tableOf } from '../../../helpers/made-table';

type Case = { name: string; spec: object };

const DATA = {
  name: 'd',
  values: [{ x: 1, y: 2, shape: 'POLYGON ((0 0,4 0,4 4,0 0))' }]
};
const PLACE = { x: { field: 'x' }, y: { field: 'y' } };
const POINTS = {
  type: 'points',
  from: { data: 'd' },
  properties: { ...PLACE, size: 3 }
};

const view = (more: object): object => ({
  width: 10,
  height: 10,
  data: [DATA],
  marks: [POINTS],
  ...more
});

const marked = (type: string, properties: object, format?: unknown): object =>
  view({
    data: [format ? { name: 'd', sql: 'SELECT …', format } : DATA],
    marks: [{ type, from: { data: 'd' }, properties }]
  });

const SYMBOL = { xc: 1, yc: 1, width: 2, height: 2 };
const COORDS = { x: ['x', 'x2'], y: ['y', 'y2'] };

const marks: Case[] = [
  { name: '`points`', spec: view({}) },
  ...[
    ...['circle', 'square', 'cross', 'diamond', 'triangle-up', 'triangle-down'],
    ...['triangle-right', 'triangle-left', 'hexagon-horiz', 'hexagon-vert'],
    ...['wedge', 'arrow', 'airplane']
  ].map(shape => ({
    name: `\`symbol\`: \`${shape}\``,
    spec: marked('symbol', { ...SYMBOL, shape })
  })),
  {
    name: '`lines` of a geometry',
    spec: marked('lines', { ...PLACE, strokeWidth: 1 }, 'lines')
  },
  {
    name: '`lines` of columns',
    spec: marked(
      'lines',
      { ...PLACE, strokeWidth: 1 },
      { type: 'lines', coords: COORDS }
    )
  },
  {
    name: '`lines` with `fillBelowLine`',
    spec: marked('lines', { ...PLACE, fillBelowLine: true }, 'lines')
  },
  { name: '`polys`', spec: marked('polys', PLACE, 'polys') },
  ...['legacysymbol', 'windbarb', 'mesh2d'].map(type => ({
    name: `\`${type}\``,
    spec: marked(type, SYMBOL)
  })),
  {
    name: '`projections`: `mercator`',
    spec: view({
      projections: [{ name: 'map', type: 'mercator' }],
      marks: [{ ...POINTS, transform: { projection: 'map' } }]
    })
  }
];

const colored = (scale: object): object =>
  view({
    scales: [{ name: 'c', ...scale }],
    marks: [
      {
        ...POINTS,
        properties: {
          ...POINTS.properties,
          fillColor: { scale: 'c', field: 'x' }
        }
      }
    ]
  });

const TWO = { domain: [1, 2], range: ['red', 'blue'] };

const scales: Case[] = [
  ...['linear', 'log', 'pow', 'sqrt', 'ordinal', 'quantize'].map(type => ({
    name: `\`${type}\``,
    spec: colored({ ...TWO, type })
  })),
  {
    name: '`threshold`',
    spec: colored({ ...TWO, domain: [1], type: 'threshold' })
  },
  ...['Rgb', 'Hsl', 'HslLong', 'Lab', 'Hcl', 'HclLong'].map(space => ({
    name: `\`interpolator\`: \`interpolate${space}\``,
    spec: colored({ ...TWO, interpolator: `interpolate${space}` })
  })),
  ...['density', 'min', 'max', 'blend', 'pct'].map(accumulator => ({
    name: `\`accumulator\`: \`${accumulator}\``,
    spec: colored({ ...TWO, type: 'ordinal', accumulator })
  }))
];

const ROWS = new Map([
  [
    'd',
    [
      {
        ...{ x: 1, y: 2, x2: 3, y2: 4, line: 'LINESTRING (0 0,1 1)' },
        area: 'POLYGON ((0 0,4 0,4 4,0 0))'
      }
    ]
  ]
]);

function outcomeOf(spec: object): string {
  try {
    const { marks } = translate(spec as VegaSpec, ROWS);
    expect(marks).toHaveLength(1);
    return 'drawn';
  } catch (error) {
    if (error instanceof VegaError) {
      return `refused: ${error.message}`;
    }
    throw error;
  }
}

test('the page tells what the browser draws', async () => {
  const table = (title: string, cases: readonly Case[]): string[] => {
    const rows = cases.map(({ name, spec }) => [name, outcomeOf(spec)]);
    expect(rows.some(([, outcome]) => outcome?.startsWith('drawn'))).toBe(true);
    return [
      `#### ${title}`,
      tableOf(['HeavyDB’s Vega', 'in the browser'], rows)
    ];
  };
  await expectMade('docs/vega.md', [
    ...table('Marks', marks),
    ...table('Scales', scales)
  ]);
});
