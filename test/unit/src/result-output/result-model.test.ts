import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import { readResult } from '../../../../src/result-output/result-model';

const arrow = Buffer.from(
  tableToIPC(tableFromArrays({ n: [1, 2], text: ['a', '<b>'] }), 'stream')
).toString('base64');

describe('the output of a query', () => {
  test('has the first rows, and says how many there are', () => {
    const result = readResult({ arrow, totalRows: 5 });
    expect(result?.totalRows).toBe(5);
    expect(result?.table.rowCount).toBe(2);
    expect(result?.table.text(1, 1)).toBe('<b>');
  });

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'SELECT 1'],
    ['no rows', { totalRows: 5 }],
    ['a total that is no number', { arrow, totalRows: '5' }],
    ['fewer rows in all than are there', { arrow, totalRows: 1 }],
    ['no base64', { arrow: '%%%', totalRows: 5 }],
    ['no Arrow', { arrow: btoa('hello'), totalRows: 5 }],
    ['Arrow that is cut off', { arrow: arrow.slice(0, 200), totalRows: 5 }]
  ])('cannot be read if it is %s', (_, data) => {
    expect(readResult(data)).toBeNull();
  });
});
