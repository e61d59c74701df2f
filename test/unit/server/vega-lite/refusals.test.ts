import { expect, test } from 'vitest';
import { refusalOf } from '../../../helpers/translated';

const X = { field: 'a', type: 'quantitative' };
const VIEW = { data: 't', mark: 'circle', encoding: { x: X, y: X } };
const encoded = (more: object): object => ({
  ...VIEW,
  encoding: { ...VIEW.encoding, ...more }
});

test.each([
  [
    encoded({ shape: X }),
    '/encoding/shape',
    'encoding.shape is not drawn by the database.'
  ],
  [
    { data: 't', layer: [{ mark: 'circle', encoding: { text: X } }] },
    '/layer/0/encoding/text',
    'layer[0].encoding.text is not drawn by the database.'
  ],
  [{ ...VIEW, mark: 'text' }, '/mark', 'mark is "text"; the database draws'],
  [{ ...VIEW, mark: { type: 'area' } }, '/mark/type', 'mark.type is "area"'],
  [
    { ...VIEW, mark: { type: 'circle', cornerRadius: 3 } },
    '/mark/cornerRadius',
    'is not drawn'
  ],
  [{ ...VIEW, data: { values: [] } }, '/data/values', 'is not in the database'],
  [{ mark: 'circle', encoding: {} }, '/data', 'data is missing'],
  [{ ...VIEW, params: [] }, '/params', 'params is not drawn'],
  [{ hconcat: [] }, '/hconcat', 'hconcat is not drawn'],
  [
    encoded({ color: { condition: {}, value: 'red' } }),
    '/encoding/color/condition',
    'is not drawn'
  ],
  [encoded({ x: {} }), '/encoding/x', 'has neither a field nor a value'],
  [
    encoded({ x: { ...X, type: 'geojson' } }),
    '/encoding/x/type',
    'is "geojson"'
  ],
  [
    encoded({ x: { ...X, aggregate: 'argmax' } }),
    '/encoding/x/aggregate',
    'is "argmax"; the database computes'
  ],
  [
    encoded({ x: { ...X, aggregate: { argmax: 'b' } } }),
    '/encoding/x/aggregate',
    'is {"argmax":"b"}'
  ],
  [
    encoded({ x: { ...X, timeUnit: 'milliseconds' } }),
    '/encoding/x/timeUnit',
    'is "milliseconds"'
  ],
  [
    encoded({ color: { ...X, scale: { scheme: 'rainbows' } } }),
    '/encoding/color/scale/scheme',
    'is no color scheme of Vega'
  ],
  [
    encoded({ color: { ...X, scale: null } }),
    '/encoding/color/scale',
    'needs a scale'
  ],
  [
    encoded({ x: { ...X, scale: { type: 'log', domain: [0, 1] } } }),
    '/encoding/x/scale/type',
    'the domain has 0 or less'
  ],
  [
    encoded({ x: { ...X, scale: { domain: { param: 'p' } } } }),
    '/encoding/x/scale/domain',
    'is not an array'
  ],
  [encoded({ x: { field: 'c', sort: '-y' } }), '/encoding/x/sort', 'is "-y"'],
  [
    { ...VIEW, mark: 'bar', encoding: { ...VIEW.encoding, size: X } },
    '/encoding/size',
    'is not drawn with bar'
  ],
  [
    { ...VIEW, mark: 'rect' },
    '/encoding/x',
    'a rect needs a bin, a time unit, categories, or x2'
  ],
  [
    {
      ...VIEW,
      mark: 'bar',
      encoding: { x: X, y: { ...X, stack: 'normalize' } }
    },
    '/encoding/y/stack',
    'is not drawn'
  ],
  [
    { ...VIEW, encoding: { longitude: { field: 'lon' } } },
    '/encoding/latitude',
    'is missing'
  ],
  [
    { ...VIEW, mark: 'geoshape', encoding: {} },
    '/encoding/shape',
    'the column of polygons'
  ],
  [{ ...VIEW, width: 'container' }, '/width', 'is not a number'],
  [{ ...VIEW, width: { step: 3 } }, '/encoding/x/scale', 'is not in steps'],
  [
    { ...VIEW, transform: [{ window: [] }] },
    '/transform/0/window',
    'is not done'
  ],
  [
    { ...VIEW, transform: [{ filter: { param: 'brush' } }] },
    '/transform/0/filter/param',
    'needs someone who selects'
  ],
  [{ ...VIEW, config: { mark: {} } }, '/config/mark', 'is not drawn'],
  [[], '', 'The spec is not an object'],
  [encoded({ 'a/b~c': X }), '/encoding/a~1b~0c', 'is not drawn']
])('%j is refused at %s', async (spec, path, reason) => {
  const error = await refusalOf(spec);
  expect(error.path).toBe(path);
  expect(error.message).toContain(reason);
});
