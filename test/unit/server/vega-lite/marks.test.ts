import { describe, expect, test } from 'vitest';
import { translated } from '../../../helpers/translated';

const X = { field: 'a', type: 'quantitative' };
const Y = { field: 'b', type: 'quantitative' };
const NAME = { field: 'c', type: 'nominal' };

const view = (mark: unknown, encoding: object, more: object = {}): object => ({
  data: { sql: 'SELECT * FROM t' },
  mark,
  encoding,
  ...more
});

describe('points', () => {
  test('a circle becomes a point whose width is the root of its area', async () => {
    const { marks } = await translated(
      view({ type: 'circle', size: 16 }, { x: X, y: Y })
    );
    expect(marks).toEqual([
      {
        type: 'points',
        from: { data: 'rows' },
        properties: {
          x: { scale: 'x', field: 'a' },
          y: { scale: 'y', field: 'b' },
          size: 4,
          fillColor: '#4c78a8',
          opacity: 0.7
        }
      }
    ]);
  });

  test('a square becomes a symbol around its middle', async () => {
    const { marks } = await translated(
      view({ type: 'square', size: 100, color: 'green' }, { x: X, y: Y })
    );
    expect(marks[0]).toMatchObject({
      type: 'symbol',
      properties: {
        shape: 'square',
        xc: { scale: 'x', field: 'a' },
        yc: { scale: 'y', field: 'b' },
        width: 10,
        height: 10,
        fillColor: 'green'
      }
    });
  });

  test('a point is an outline, unless it is filled', async () => {
    const open = await translated(view('point', { x: X, y: Y }));
    expect(open.marks[0]?.properties).toMatchObject({
      shape: 'circle',
      fillOpacity: 0,
      strokeColor: '#4c78a8',
      strokeWidth: 2
    });
    const filled = await translated(
      view({ type: 'point', filled: true, shape: 'triangle' }, { x: X, y: Y })
    );
    expect(filled.marks[0]?.properties).toMatchObject({
      shape: 'triangle-up',
      fillColor: '#4c78a8'
    });
    expect(filled.marks[0]?.properties).not.toHaveProperty('strokeColor');
  });

  test('a point without x or y stands in the middle, and pixels count from the top', async () => {
    const middle = await translated(view('circle', { x: X }, { height: 50 }));
    expect(middle.marks[0]?.properties['y']).toBe(25);
    const given = await translated(
      view(
        'circle',
        { x: { value: 7 }, y: { value: 10 } },
        { height: 50, width: 50 }
      )
    );
    expect(given.marks[0]?.properties).toMatchObject({ x: 7, y: 40 });
  });

  test('an aggregate has full opacity, and the mark’s own comes first', async () => {
    const mean = await translated(
      view('circle', { x: NAME, y: { ...Y, aggregate: 'mean' } })
    );
    expect(mean.marks[0]?.properties).not.toHaveProperty('opacity');
    const own = await translated(
      view({ type: 'circle', opacity: 0.1 }, { x: X, y: Y })
    );
    expect(own.marks[0]?.properties['opacity']).toBe(0.1);
  });
});

describe('lines', () => {
  test('a line is drawn from each point to the next along x', async () => {
    const { data, marks } = await translated(
      view('line', { x: X, y: Y, color: NAME })
    );
    expect(data[0]?.sql).toContain(
      'LAG(b) OVER (PARTITION BY c ORDER BY a) AS y_before'
    );
    expect(data[0]).toMatchObject({
      format: {
        type: 'lines',
        coords: { x: ['x_before', 'x_here'], y: ['y_before', 'y_here'] }
      }
    });
    expect(marks[0]).toMatchObject({
      type: 'lines',
      properties: {
        x: { scale: 'x', field: 'x' },
        y: { scale: 'y', field: 'y' },
        strokeColor: { scale: 'color', field: 'c' },
        strokeWidth: 2
      }
    });
  });

  test('a line breaks where y has no value', async () => {
    const { data } = await translated(view('line', { x: X, y: Y }));
    expect(data[0]?.sql).not.toContain('WHERE a IS NOT NULL AND b IS NOT NULL');
    expect(data[0]?.sql).toContain('y_before IS NOT NULL');
  });

  test('order and detail choose which points are joined', async () => {
    const { data } = await translated(
      view('line', {
        x: X,
        y: Y,
        order: { field: 'at' },
        detail: { field: 'ship' }
      })
    );
    expect(data[0]?.sql).toContain('OVER (PARTITION BY ship ORDER BY "at")');
  });

  test('a column that is called x does not hide the place of a line', async () => {
    const { data } = await translated(
      view('line', { x: { ...X, field: 'x' }, y: { ...Y, field: 'y' } })
    );
    expect(data[0]?.sql).toContain('AS x_2');
  });
});

describe('bars and rectangles', () => {
  test('a bar of a category goes from 0 to its value', async () => {
    const { marks, scales, width } = await translated(
      view('bar', { x: NAME, y: { aggregate: 'count' } })
    );
    expect(marks[0]).toMatchObject({
      type: 'symbol',
      properties: {
        shape: 'square',
        xc: { scale: 'x', field: 'c' },
        width: 18,
        y: { scale: 'y', value: 0 },
        y2: { scale: 'y', field: 'row_count' }
      }
    });
    expect(width).toBe(60);
    expect(scales[0]).toMatchObject({
      type: 'ordinal',
      domain: ['a', 'b', 'c'],
      range: [10, 30, 50]
    });
  });

  test('the first category of y is at the top', async () => {
    const { scales } = await translated(
      view('bar', { y: NAME, x: { aggregate: 'count' } })
    );
    expect(scales.find(({ name }) => name === 'y')?.range).toEqual([
      50, 30, 10
    ]);
  });

  test('a bar of a bin goes from its start to a pixel before its end', async () => {
    const { marks, scales, data } = await translated(
      view('bar', { x: { ...X, bin: true }, y: { aggregate: 'count' } })
    );
    expect(data[0]?.sql).toContain('bin_a + 10 AS bin_a_end');
    expect(marks[0]?.properties).toMatchObject({
      x: { scale: 'x', field: 'bin_a' },
      x2: { scale: 'x_far', field: 'bin_a_end' }
    });
    expect(scales.find(({ name }) => name === 'x_far')?.range).toEqual([
      -1, 299
    ]);
  });

  test('a bar of a month ends where the next month begins', async () => {
    const { data } = await translated(
      view('bar', {
        x: { field: 'at', timeUnit: 'yearmonth' },
        y: { aggregate: 'count' }
      })
    );
    expect(data[0]?.sql).toContain(
      'TIMESTAMPADD(MONTH, 1, DATE_TRUNC(MONTH, "at"))'
    );
  });

  test('bars of several colors are stacked, unless stack is null', async () => {
    const stacked = await translated(
      view('bar', { x: NAME, y: { aggregate: 'count' }, color: { field: 'd' } })
    );
    expect(stacked.data[0]?.sql).toContain(
      'SUM(row_count) OVER (PARTITION BY c ORDER BY d DESC'
    );
    expect(stacked.marks[0]?.properties).toMatchObject({
      y: { scale: 'y', field: 'row_count_bottom' },
      y2: { scale: 'y', field: 'row_count_top' }
    });
    const layered = await translated(
      view('bar', {
        x: NAME,
        y: { aggregate: 'count', stack: null },
        color: { field: 'd' }
      })
    );
    expect(layered.data[0]?.sql).not.toContain('OVER');
  });

  test('a rect of two bins has all four edges', async () => {
    const { marks } = await translated(
      view('rect', {
        x: { ...X, bin: true },
        y: { ...Y, bin: true },
        color: { aggregate: 'count' }
      })
    );
    expect(marks[0]?.properties).toMatchObject({
      x: { scale: 'x', field: 'bin_a' },
      x2: { scale: 'x', field: 'bin_a_end' },
      y: { scale: 'y', field: 'bin_b' },
      y2: { scale: 'y', field: 'bin_b_end' }
    });
  });

  test('x2 is the other edge', async () => {
    const { marks, asked } = await translated(
      view('bar', { x: X, x2: { field: 'b' }, y: NAME })
    );
    expect(marks[0]?.properties).toMatchObject({
      x: { scale: 'x', field: 'a' },
      x2: { scale: 'x', field: 'b' }
    });
    expect(asked[0]).toContain('MIN(a), MAX(a), MIN(b), MAX(b)');
  });
});

describe('maps', () => {
  const PLACE = { longitude: { field: 'lon' }, latitude: { field: 'lat' } };

  test('longitude and latitude go through mercator, with undistorted bounds', async () => {
    const { projections, marks } = await translated(view('circle', PLACE), {
      numbers: [-10, 10, -5, 5]
    });
    expect(marks[0]).toMatchObject({
      transform: { projection: 'projection' },
      properties: { x: { field: 'lon' }, y: { field: 'lat' } }
    });
    const bounds = projections?.[0]?.bounds;
    expect(bounds?.x).toEqual([-10, 10]);
    expect(bounds?.y[0]).toBeCloseTo(-9.95, 2);
    expect(bounds?.y[1]).toBeCloseTo(9.95, 2);
  });

  test('given bounds are not asked for', async () => {
    const bounds = { x: [-125, -66], y: [24, 50] };
    const { projections, asked } = await translated(
      view('circle', PLACE, { projection: { type: 'mercator', bounds } })
    );
    expect(projections?.[0]?.bounds).toEqual(bounds);
    expect(asked).toEqual([]);
  });

  test('a geoshape draws the polygons of its column', async () => {
    const { data, marks } = await translated(
      view('geoshape', {
        shape: { field: 'outline', type: 'geojson' },
        color: Y
      }),
      { numbers: [0, 1, 0, 1] }
    );
    expect(data[0]).toMatchObject({ format: 'polys' });
    expect(data[0]?.sql).toContain('outline IS NOT NULL');
    expect(marks[0]).toMatchObject({
      type: 'polys',
      transform: { projection: 'projection' },
      properties: {
        x: { field: 'x' },
        y: { field: 'y' },
        fillColor: { scale: 'color', field: 'b' }
      }
    });
  });
});

describe('pictures', () => {
  test('a background is a square behind everything', async () => {
    const { marks } = await translated(
      view(
        'circle',
        { x: X, y: Y },
        { background: 'white', width: 40, height: 20 }
      )
    );
    expect(marks[0]).toEqual({
      type: 'symbol',
      properties: {
        shape: 'square',
        xc: 20,
        yc: 10,
        width: 40,
        height: 20,
        fillColor: 'white'
      }
    });
  });

  test('layers share scales, data and channels', async () => {
    const { data, marks, scales, asked } = await translated({
      data: 'flights',
      encoding: { x: X },
      layer: [
        { mark: 'circle', encoding: { y: Y } },
        { mark: 'line', encoding: { y: { ...Y, field: 'd' } } }
      ]
    });
    expect(data.map(({ name }) => name)).toEqual(['rows_1', 'rows_2']);
    expect(marks.map(({ type }) => type)).toEqual(['points', 'lines']);
    expect(scales.map(({ name }) => name)).toEqual(['x', 'y']);
    expect(asked).toHaveLength(2);
  });

  test('a tooltip makes the database remember its columns', async () => {
    const { data } = await translated(
      view('circle', { x: X, y: Y, tooltip: [{ field: 'c' }, { field: 'd' }] })
    );
    expect(data[0]).toMatchObject({ enableHitTesting: true });
    expect(data[0]?.sql).toMatch(/c, d FROM/);
  });

  test('Altair’s frame, axes and titles have no effect', async () => {
    const { width } = await translated(
      view(
        'circle',
        { x: { ...X, axis: { title: 'A' }, title: 'A' }, y: Y },
        {
          $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
          title: 'Rows',
          config: { view: { continuousWidth: 400, continuousHeight: 300 } }
        }
      )
    );
    expect(width).toBe(400);
  });
});
