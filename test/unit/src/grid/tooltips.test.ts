import { Decimal, Field, Float64, Utf8 } from 'apache-arrow';
import { nullTranslator } from '@jupyterlab/translation';
import { expect, test } from 'vitest';
import { headerText, shownText } from '../../../../src/table/cell-text';
import { describeColumn } from '../../../../src/table/column';
import { columnTooltip } from '../../../../src/grid/tooltips';

const trans = nullTranslator.load('');

const told = (entries: Record<string, string>): Map<string, string> =>
  new Map(Object.entries(entries));

test('a column of geometry says which', () => {
  const metadata = told({ 'heavydb:sql_type': 'GEOMETRY(POINT, 4326)' });
  const column = describeColumn(new Field('p', new Utf8(), true, metadata));
  expect(columnTooltip(column, trans)).toBe(
    'p\nSQL type: GEOMETRY(POINT, 4326)\nArrow type: Utf8'
  );
  expect(headerText(column)).toBe('p');
});

test('a column of decimals that came as doubles is marked, and says so', () => {
  const metadata = told({
    'heavydb:sql_type': 'DECIMAL(18,2)',
    'heavydb:sent_as': 'DOUBLE'
  });
  const field = new Field('d', new Decimal(2, 18), true, metadata);
  const column = describeColumn(field);
  expect(headerText(column)).toBe('≈ d');
  expect(columnTooltip(column, trans)).toContain('more than 15 digits');
  expect(shownText('1234567890123456.78', true)).toBe('≈ 1234567890123456.78');
  expect(shownText('1.50', false)).toBe('1.50');
});

test('every other column says its types alone', () => {
  const column = describeColumn(new Field('x', new Float64(), true));
  expect(columnTooltip(column, trans)).toBe(
    'x\nSQL type: DOUBLE\nArrow type: Float64'
  );
  expect(headerText(column)).toBe('x');
});
