import { expect, test } from 'vitest';
import { Catalog, createTableText } from '../../../../sandbox/engine/catalog';
import { columnType } from '../../../../sandbox/types/column-type';

test('SHOW CREATE TABLE quotes the names that need it, and no others', () => {
  const catalog = new Catalog('heavyai');
  const columns = [
    { name: 'plain', type: columnType('INT') },
    { name: 'two "words"', type: columnType('INT') }
  ];
  catalog.add({ name: 'my table', columns });
  expect(createTableText(catalog.get('my table'))).toBe(
    'CREATE TABLE "my table" (\n  plain INTEGER,\n  "two ""words""" INTEGER);'
  );
});
