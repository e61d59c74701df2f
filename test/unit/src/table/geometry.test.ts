import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ColumnOffsets, RowScale } from '../../../../src/table/geometry';
import { runs } from '../../../helpers/fuzz';

const scaleOf = (rowCount: number, devicePixelRatio = 1): RowScale =>
  new RowScale({ rowCount, rowHeight: 24, viewHeight: 800, devicePixelRatio });

/** What Chromium makes of a higher element: LayoutUnit's largest value, in device pixels. */
const CHROMIUM_CAP = 33_554_431;

describe('rows under a scroll bar', () => {
  test('that is long enough move pixel by pixel', () => {
    const scale = scaleOf(10_000);
    expect(scale.scrollHeight).toBe(240_000);
    expect(scale.topAt(1234)).toBe(1234);
    expect(scale.scrollTopFor(1234)).toBe(1234);
  });

  test.each([1_000_000, 10_000_000, 100_000_000])(
    '%i of them: both ends are reached to the pixel',
    rowCount => {
      const scale = scaleOf(rowCount);
      expect(scale.scrollHeight).toBe(16_000_000);
      expect(scale.topAt(0)).toBe(0);
      expect(scale.topAt(16_000_000 - 800)).toBe(rowCount * 24 - 800);
    }
  );

  test('too many for it: a place is found again, to the row', () => {
    const scale = scaleOf(10_000_000);
    const top = 7_654_321 * 24;
    const found = scale.topAt(scale.scrollTopFor(top));
    expect(Math.abs(found - top)).toBeLessThan(1);
  });

  test('each can be reached, and found again, at every zoom of every screen', () => {
    const anyGrid = fc.record({
      rowCount: fc.integer({ min: 1, max: 100_000_000 }),
      rowHeight: fc.integer({ min: 12, max: 80 }),
      viewHeight: fc.integer({ min: 100, max: 4000 }),
      devicePixelRatio: fc.double({ min: 0.25, max: 20, noNaN: true })
    });
    fc.assert(
      fc.property(
        anyGrid,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (options, part) => {
          const { rowCount, rowHeight, viewHeight, devicePixelRatio } = options;
          const scale = new RowScale(options);
          // The header's row lies in the same element.
          const height = scale.scrollHeight + rowHeight;
          expect(height * devicePixelRatio).toBeLessThan(CHROMIUM_CAP);
          const maxScroll = Math.max(0, scale.scrollHeight - viewHeight);
          expect(scale.topAt(0)).toBe(0);
          expect(scale.topAt(maxScroll)).toBeCloseTo(
            Math.max(0, rowCount * rowHeight - viewHeight)
          );
          const row = Math.floor(part * rowCount);
          const top = scale.reveal(row, 0);
          expect(top).toBeLessThanOrEqual(row * rowHeight);
          expect(top + Math.max(rowHeight, viewHeight)).toBeGreaterThanOrEqual(
            (row + 1) * rowHeight
          );
          expect(scale.topAt(scale.scrollTopFor(top))).toBeCloseTo(top, 3);
        }
      ),
      { numRuns: runs(500) }
    );
  });

  test('are revealed with the least scrolling', () => {
    const scale = scaleOf(1000);
    expect(scale.reveal(10, 0)).toBe(0);
    expect(scale.reveal(10, 480)).toBe(240);
    expect(scale.reveal(100, 0)).toBe(101 * 24 - 800);
  });

  test('fewer than the view do not scroll', () => {
    expect(scaleOf(3).maxTop).toBe(0);
    expect(scaleOf(0).topAt(50)).toBe(0);
  });
});

describe('columns side by side', () => {
  const columns = new ColumnOffsets([100, 50, 200]);

  test('are found by their place', () => {
    expect([0, 99, 100, 149, 150, 349].map(x => columns.at(x))).toEqual([
      0, 0, 1, 1, 2, 2
    ]);
  });

  test('beyond the edges are the first and the last', () => {
    expect([columns.at(-5), columns.at(9999)]).toEqual([0, 2]);
  });

  test('are revealed with the least scrolling', () => {
    expect(columns.reveal(0, 120, 160)).toBe(0);
    expect(columns.reveal(1, 0, 160)).toBe(0);
    expect(columns.reveal(2, 0, 220)).toBe(130);
    expect(columns.reveal(2, 0, 120)).toBe(150);
  });
});
