import { tableFromArrays } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { OrderedRows } from '../../../../src/table/ordered-rows';
import { ResultTable } from '../../../../src/table/result-table';

const tableOf = (...numbers: number[]): ResultTable =>
  new ResultTable(tableFromArrays({ n: Int32Array.from(numbers) }));

const texts = ({ rows }: OrderedRows): (string | null)[] =>
  Array.from({ length: rows.rowCount }, (_, row) => rows.text(row, 0));

describe('the order of a result’s rows', () => {
  test('is as they came, until they are sorted and again afterwards', () => {
    const ordered = new OrderedRows(tableOf(2, 3, 1), null);
    expect(texts(ordered)).toEqual(['2', '3', '1']);
    ordered.sortBy({ column: 0, direction: 'descending' });
    expect(texts(ordered)).toEqual(['3', '2', '1']);
    ordered.sortBy(null);
    expect(texts(ordered)).toEqual(['2', '3', '1']);
    expect(ordered.sort).toBeNull();
  });

  test('is that of more rows too, when they come', () => {
    const ordered = new OrderedRows(tableOf(2, 3, 1), null);
    ordered.sortBy({ column: 0, direction: 'ascending' });
    expect(ordered.replace(tableOf(2, 3, 1, 0, 5))).toBe(true);
    expect(texts(ordered)).toEqual(['0', '1', '2', '3', '5']);
    expect(ordered.sort).toEqual({ column: 0, direction: 'ascending' });
    expect(ordered.size).toEqual({ rowCount: 5, columnCount: 1 });
  });

  test('is left to the database where that has sorted them', () => {
    const sort = { column: 0, direction: 'ascending' } as const;
    const ordered = new OrderedRows(tableOf(3, 1), sort);
    ordered.replace(tableOf(3, 1, 2));
    expect(texts(ordered)).toEqual(['3', '1', '2']);
    expect(ordered.sort).toEqual(sort);
  });

  test.each([
    ['another name', tableFromArrays({ m: Int32Array.of(2, 1) })],
    ['another type', tableFromArrays({ n: Float64Array.of(2, 1) })],
    [
      'one column more',
      tableFromArrays({ n: Int32Array.of(2, 1), m: Int32Array.of(0, 0) })
    ]
  ])('is forgotten for a result of other columns: %s', (_, table) => {
    const ordered = new OrderedRows(tableOf(1, 2), null);
    ordered.sortBy({ column: 0, direction: 'ascending' });
    expect(ordered.replace(new ResultTable(table))).toBe(false);
    expect(texts(ordered)).toEqual(['2', '1']);
    expect(ordered.sort).toBeNull();
  });

  test('goes up, down and back by clicks on one header, and up by one on another', () => {
    const ordered = new OrderedRows(tableOf(1, 2), null);
    expect(ordered.nextDirection(0)).toBe('ascending');
    ordered.sortBy({ column: 0, direction: 'ascending' });
    expect(ordered.nextDirection(0)).toBe('descending');
    ordered.sortBy({ column: 0, direction: 'descending' });
    expect(ordered.nextDirection(0)).toBeNull();
    expect(ordered.nextDirection(1)).toBe('ascending');
  });
});
