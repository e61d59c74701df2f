/** What has no counterpart in Vega 5, or is wrong, is refused with its name and its place. */
import { expect, test } from 'vitest';
import { translate } from '../../../../src/vega/translate';
import { VegaError } from '../../../../src/vega/vega-error';
import type { Row, VegaSpec } from '../../../../src/vega/vega-spec';

const POINT = { x: 1, y: 1, size: 1 };
const points = (properties: object): object => ({
  marks: [{ type: 'points', from: { data: 't' }, properties }]
});
const scale = (more: object): object => ({
  scales: [{ name: 's', domain: [0, 1], range: [0, 1], ...more }]
});

function errorOf(more: object, rows: Row[] = [{ a: 1 }]): VegaError {
  const spec = {
    width: 10,
    height: 10,
    data: [{ name: 't', sql: 'SELECT a FROM t' }],
    ...more
  } as VegaSpec;
  try {
    translate(spec, new Map([['t', rows]]));
  } catch (error) {
    return error as VegaError;
  }
  throw new Error('Nothing was refused.');
}

const REFUSED: [more: object, message: string, path: string][] = [
  ...['density', 'min', 'max', 'blend', 'pct'].map(
    (accumulator): [object, string, string] => [
      scale({ accumulator }),
      `"${accumulator}"`,
      '/scales/0/accumulator'
    ]
  ),
  ...['windbarb', 'mesh2d'].map((type): [object, string, string] => [
    { marks: [{ type, properties: {} }] },
    `"${type}"`,
    '/marks/0/type'
  ]),
  ...['constructor', '__proto__'].flatMap(
    (name): [object, string, string][] => [
      [
        { marks: [{ type: name, properties: {} }] },
        `"${name}" is not supported`,
        '/marks/0/type'
      ],
      [
        {
          data: [
            { name: 't', sql: '' },
            {
              name: 'u',
              source: 't',
              transform: [
                { type: 'aggregate', fields: ['a'], ops: [name], as: ['b'] }
              ]
            }
          ]
        },
        `"${name}"`,
        '/data/1/transform/0/ops/0'
      ],
      [
        scale({ range: ['red', 'blue'], interpolator: name }),
        `"${name}" is not a supported interpolator`,
        '/scales/0/interpolator'
      ]
    ]
  ),
  ...['constructor', '__proto__', 'valueOf'].flatMap(
    (name): [object, string, string][] => [
      [{ data: [{ name, values: [] }] }, `"${name}"`, '/data/0/name'],
      [scale({ name }), `"${name}"`, '/scales/0/name'],
      [
        points({ ...POINT, x: { field: name } }),
        `"${name}"`,
        '/marks/0/properties/x/field'
      ]
    ]
  ),
  ...[{ x: [5, 5] }, { y: [-90, 90] }].map(
    (bounds): [object, string, string] => [
      { projections: [{ name: 'p', type: 'mercator', bounds }] },
      'must differ',
      `/projections/0/bounds/${Object.keys(bounds)[0]}`
    ]
  ),
  [
    points({ ...POINT, fillColor: 'rgb(0,0,0) url(x)' }),
    'url(x)',
    '/marks/0/properties/fillColor'
  ],
  [
    { marks: [{ type: 'bars', properties: {} }] },
    '"bars" is not supported',
    '/marks/0/type'
  ],
  [{ data: [{ name: 't', url: 'x.csv' }] }, '"url"', '/data/0/url'],
  [{ data: [{ name: 't' }] }, 'type is not supported', '/data/0'],
  [
    {
      data: [
        { name: 't', sql: '' },
        {
          name: 'u',
          source: 't',
          transform: [{ type: 'formula', expr: 'a+1', as: 'b' }]
        }
      ]
    },
    '"formula"',
    '/data/1/transform/0/type'
  ],
  [
    {
      data: [
        { name: 't', sql: '' },
        {
          name: 'u',
          source: 't',
          transform: [
            { type: 'aggregate', fields: ['a'], ops: ['quantile'], as: ['b'] }
          ]
        }
      ]
    },
    '"quantile"',
    '/data/1/transform/0/ops/0'
  ],
  [
    scale({ type: 'quantile' }),
    '"quantile" is not a supported type',
    '/scales/0/type'
  ],
  [scale({ type: 'log' }), 'only work with positive', '/scales/0/domain/0'],
  [scale({ range: 'depth' }), '"depth"', '/scales/0/range'],
  [scale({ range: ['nocolour(1)'] }), 'nocolour(1)', '/scales/0/range/0'],
  [scale({ range: ['hcl(1,2,3)'] }), 'hcl(1,2,3)', '/scales/0/range/0'],
  [scale({ domain: ['a', 'b'] }), 'must be numbers', '/scales/0/domain/0'],
  [scale({ domain: [] }), 'no values', '/scales/0/domain'],
  [
    scale({ type: 'threshold', domain: [1], range: [1] }),
    'one more value',
    '/scales/0/range'
  ],
  [
    scale({ domain: { data: 't', field: 'a' } }),
    'sourced data',
    '/scales/0/domain'
  ],
  [
    scale({ domain: { data: 'u', field: 'a' } }),
    '"u"',
    '/scales/0/domain/data'
  ],
  [scale({ clamp: 'yes' }), 'boolean', '/scales/0/clamp'],
  [
    points({ y: 1, size: 1 }),
    '"x" mark property must exist',
    '/marks/0/properties'
  ],
  [
    points({ ...POINT, size: 'big' }),
    'must be a number',
    '/marks/0/properties/size'
  ],
  [
    points({ ...POINT, x: { field: 'b' } }),
    '"b" does not exist in the data table "t"',
    '/marks/0/properties/x/field'
  ],
  [
    points({ ...POINT, x: { scale: 'q', field: 'a' } }),
    'Scale "q" does not exist',
    '/marks/0/properties/x/scale'
  ],
  [
    points({ ...POINT, x: {} }),
    'Must contain a data reference',
    '/marks/0/properties/x'
  ],
  [
    points({ ...POINT, fillColor: 4_278_190_335 }),
    'packed',
    '/marks/0/properties/fillColor'
  ],
  [
    points({ ...POINT, fillColor: { field: 'a' } }),
    'packed',
    '/marks/0/properties/fillColor'
  ],
  [
    { marks: [{ type: 'points', from: { data: 'u' }, properties: POINT }] },
    '"u" does not exist',
    '/marks/0/from/data'
  ],
  [{ marks: [{ type: 'points' }] }, '"properties"', '/marks/0'],
  [
    {
      marks: [
        { type: 'points', transform: { projection: 'm' }, properties: POINT }
      ]
    },
    'Unable to find projection "m"',
    '/marks/0/transform/projection'
  ],
  [
    { projections: [{ name: 'm', type: 'albers' }] },
    '"albers"',
    '/projections/0/type'
  ],
  [
    {
      marks: [
        {
          type: 'symbol',
          properties: { x: 1, y: 1, width: 1, height: 1, shape: 'star' }
        }
      ]
    },
    '"star" is not a symbol shape',
    '/marks/0/properties/shape'
  ],
  [
    {
      marks: [
        {
          type: 'polys',
          from: { data: 't' },
          properties: { x: { field: 'x' }, y: { field: 'y' } }
        }
      ]
    },
    'no POLYGON or MULTIPOLYGON',
    '/marks/0/from/data'
  ],
  [
    {
      marks: [
        {
          type: 'lines',
          from: { data: 't' },
          properties: { x: { field: 'x' }, y: { field: 'y' } }
        }
      ]
    },
    'not a table of lines',
    '/data/0'
  ],
  [
    {
      data: [
        {
          name: 't',
          sql: '',
          format: { type: 'lines', coords: { x: ['a'], y: ['b'] } }
        }
      ],
      marks: [
        {
          type: 'lines',
          from: { data: 't' },
          properties: { x: { field: 'x' }, y: { field: 'y' } }
        }
      ]
    },
    'Cannot find vertex column with name "b"',
    '/data/0/format/coords/y/0'
  ],
  [
    {
      data: [
        { name: 't', sql: '' },
        {
          name: 'u',
          source: 't',
          transform: [
            { type: 'aggregate', fields: ['b'], ops: ['min'], as: ['b'] }
          ]
        }
      ]
    },
    'The column "b" does not exist',
    '/data/1/transform/0/fields/0'
  ]
];

test.each(REFUSED)('%j is refused: %s', (more, message, path) => {
  const error = errorOf(more);
  expect(error).toBeInstanceOf(VegaError);
  expect(error.message).toContain(message);
  expect(error.path).toBe(path);
});

test('a geometry that is no point is no place', () => {
  const error = errorOf(points({ ...POINT, x: { field: 'a' } }), [
    { a: 'MULTIPOINT (1 2,3 4)' }
  ]);
  expect(error.message).toBe(
    '"a" is a MULTIPOINT; only POINTs are drawn here.'
  );
});
