import { describe, expect, test } from 'vitest';
import {
  fittedTo,
  isZoomable,
  panned,
  transformBetween,
  WHOLE,
  withView,
  zoomed
} from '../../../../src/vega-picture/view/view';
import type { VegaScale, VegaSpec } from '../../../../src/vega/vega-spec';

const x: VegaScale = {
  name: 'x',
  type: 'linear',
  domain: [0, 100],
  range: 'width'
};
const y: VegaScale = { name: 'y', domain: [-50, 50], range: 'height' };
const spec = (scales: VegaScale[], properties: object = {}): VegaSpec => ({
  width: 200,
  height: 100,
  scales,
  marks: [
    {
      type: 'points',
      properties: {
        x: { scale: 'x', field: 'lon' },
        y: { scale: 'y', field: 'lat' },
        size: { scale: 'size', field: 'n' },
        ...properties
      }
    }
  ]
});
const domains = (shown: VegaSpec): unknown[] =>
  (shown.scales ?? []).map(({ domain }) => domain);

describe('the domains after pan and zoom', () => {
  test('zooming into the middle halves them around it', () => {
    const view = zoomed(WHOLE, 2, { x: 0.5, y: 0.5 });
    expect(domains(withView(spec([x, y]), view))).toEqual([
      [25, 75],
      [-25, 25]
    ]);
  });

  test('what is below the pointer stays there', () => {
    const view = zoomed(WHOLE, 4, { x: 0, y: 1 });
    expect(domains(withView(spec([x, y]), view))).toEqual([
      [0, 25],
      [25, 50]
    ]);
  });

  test('a drag to the right and up shows what was left and below', () => {
    const view = panned(WHOLE, { x: 0.1, y: 0.2 });
    expect(domains(withView(spec([x, y]), view))).toEqual([
      [-10, 90],
      [-70, 30]
    ]);
  });

  test('a range in pixels, and one that runs backwards, keep their places', () => {
    const backwards = { ...x, range: [150, 50] };
    const view = zoomed(WHOLE, 2, { x: 0.5, y: 0.5 });
    expect(domains(withView(spec([backwards, y]), view))[0]).toEqual([25, 75]);
    const atLeft = zoomed(WHOLE, 2, { x: 0.25, y: 0.5 });
    expect(domains(withView(spec([backwards, y]), atLeft))[0]).toEqual([
      50, 100
    ]);
  });

  test('zooming in and out again ends with the domains of the text', () => {
    const there = zoomed(WHOLE, 8, { x: 0.3, y: 0.9 });
    expect(zoomed(there, 1 / 8, { x: 0.3, y: 0.9 })).toEqual(WHOLE);
    expect(withView(spec([x, y]), WHOLE)).toEqual(spec([x, y]));
  });

  test('of a map, they are the bounds of its projection', () => {
    const map = {
      ...spec([]),
      projections: [
        { name: 'map', type: 'mercator', bounds: { x: [0, 80], y: [-60, 60] } }
      ],
      marks: [
        {
          type: 'points',
          transform: { projection: 'map' },
          properties: { x: { field: 'lon' }, y: { field: 'lat' } }
        }
      ]
    };
    expect(isZoomable(map)).toBe(true);
    const view = zoomed(WHOLE, 2, { x: 0, y: 0.5 });
    const bounds = withView(map, view).projections?.[0]?.bounds;
    // Half of Mercator's y of 60 degrees is that of 35.26.
    expect(bounds).toEqual({
      x: [0, 40],
      y: [expect.closeTo(-35.2644, 4), expect.closeTo(35.2644, 4)]
    });
  });

  test('scales of sizes and colours stay as they are', () => {
    const size = { name: 'size', domain: [0, 10], range: [1, 20] };
    const view = zoomed(WHOLE, 2, { x: 0.5, y: 0.5 });
    expect(domains(withView(spec([x, y, size]), view))[2]).toEqual([0, 10]);
  });
});

test('places in pixels, and those of other scales, cannot be zoomed', () => {
  expect(isZoomable(spec([x, y]))).toBe(true);
  expect(isZoomable(spec([{ ...x, type: 'log' }, y]))).toBe(false);
  expect(isZoomable(spec([{ ...x, domain: { data: 'd', field: 'lon' } }, y])))
    // The database computes it.
    .toBe(false);
  expect(isZoomable(spec([x, y], { x: { field: 'pixels' } }))).toBe(false);
  expect(isZoomable({ width: 1, height: 1 })).toBe(false);
});

describe('fitted to a panel', () => {
  const panel = { width: 400, height: 300 };

  test('it keeps its proportions, and takes along the ranges in pixels of places only', () => {
    const size = { name: 'size', domain: [0, 10], range: [1, 20] };
    const fitted = fittedTo(spec([{ ...x, range: [20, 180] }, y, size]), panel);
    expect(fitted).toMatchObject({ width: 400, height: 200 });
    expect((fitted.scales ?? []).map(({ range }) => range)).toEqual([
      [40, 360],
      'height',
      [1, 20]
    ]);
  });

  test('one whose places are pixels stays as it is, and whole', () => {
    const binned = spec([x, y], { x: { field: 'lon' } });
    expect(fittedTo(binned, panel)).toEqual(binned);
  });
});

test('until the next picture, the shown one is moved and stretched as the next will be', () => {
  expect(transformBetween(WHOLE, WHOLE)).toBe('');
  expect(transformBetween(WHOLE, { scale: 2, x: -0.5, y: 0.25 })).toBe(
    'translate(-50%, -25%) scale(2)'
  );
  const shown = { scale: 2, x: -0.5, y: -0.5 };
  expect(transformBetween(shown, shown)).toBe('');
  expect(transformBetween(shown, WHOLE)).toBe(
    'translate(25%, -25%) scale(0.5)'
  );
});
