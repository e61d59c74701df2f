import { Int32, Table, vectorFromArray } from 'apache-arrow';
import { expect, test } from 'vitest';
import { MeasuredWidths } from '../../../../src/grid/measured-widths';
import { ResultTable } from '../../../../src/table/result-table';

/** A table of so many columns, and what was measured of it. */
function wide(columnCount: number) {
  const values = vectorFromArray([1234567890], new Int32());
  const rows = new ResultTable(
    new Table(
      Object.fromEntries(
        Array.from({ length: columnCount }, (_, n) => [`c${n}`, values])
      )
    )
  );
  const measured: string[] = [];
  const measure = (text: string, part: 'cell' | 'header'): number => {
    if (part === 'header') {
      measured.push(text);
    }
    return text.length * 10;
  };
  return {
    rows,
    measure,
    measured,
    widths: new MeasuredWidths({ rows, measure })
  };
}

test('of 5,000 columns, only those in view are measured, and once', () => {
  const { rows, measure, measured, widths } = wide(5_000);
  expect(measured).toEqual([]);
  const inView = { rows, measure, firstColumn: 10, endColumn: 13 };
  expect(widths.measure(inView)).toBe(true);
  expect(measured).toEqual(['c10', 'c11', 'c12']);
  expect(widths.measure(inView)).toBe(false);
  expect(widths.measure({ ...inView, endColumn: 14 })).toBe(true);
  expect(measured).toEqual(['c10', 'c11', 'c12', 'c13']);
  expect(widths.all[12]).toBe(118);
});

test('of a few columns, all are measured at once', () => {
  const { measured, widths } = wide(50);
  expect(measured).toHaveLength(50);
  expect(new Set(widths.all)).toEqual(new Set([118]));
});

test('the width that the user chose is not measured again', () => {
  const { rows, measure, widths } = wide(100);
  widths.set(7, 200);
  widths.measure({ rows, measure, firstColumn: 0, endColumn: 100 });
  expect(widths.all[7]).toBe(200);
});
