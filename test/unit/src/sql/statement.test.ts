import { expect, test } from 'vitest';
import { onlyRead, SqlStatement } from '../../../../src/sql/statement';

const statement = (text: string): SqlStatement => new SqlStatement(text, null);

test('the words of a statement are read once', () => {
  const query = statement('SELECT a FROM t');
  expect(query.kind).toBe(query.kind);
  const copied = statement('\\copy t');
  expect(copied.foreignSyntax).not.toBeNull();
  expect(copied.foreignSyntax).toBe(copied.foreignSyntax);
});

test('one reading answers everything about a statement', () => {
  let reads = 0;
  const insert = statement('INSERT INTO t VALUES (1), (2)');
  const counted = new Proxy(insert, {
    get: (target, name) => {
      reads += name === 'sql' ? 1 : 0;
      return Reflect.get(target, name, counted) as unknown;
    }
  });
  expect(counted.kind.effect).toBe('rows');
  expect(counted.destruction).toBeNull();
  expect(counted.foreignSyntax).toBeNull();
  expect(counted.onlyReads).toBe(false);
  expect(reads).toBe(1);
});

test('an omnisql command is sent as SQL, and is of the kind of that SQL', () => {
  const command = statement('\\t');
  expect(command.text).toBe('\\t');
  expect(command.sql).toBe('SHOW TABLES');
  expect(command.kind.verb).toBe('SHOW');
  expect(command.onlyReads).toBe(true);
  expect(command.foreignSyntax).toBeNull();
});

test('statements may run unasked if each of them only reads', () => {
  expect(onlyRead([statement('SELECT 1'), statement('SHOW TABLES')])).toBe(
    true
  );
  expect(onlyRead([statement('SELECT 1'), statement('DROP TABLE t')])).toBe(
    false
  );
});

test('a query is sorted by the index of its column', () => {
  const query = statement('SELECT a -- first\nFROM t');
  expect(query.sortedBy({ column: 2, direction: 'ascending' })?.sql).toBe(
    'SELECT * FROM (\nSELECT a -- first\nFROM t\n) ORDER BY 3 ASC NULLS LAST'
  );
});

test('a query is sorted with NULL as the greatest value, as HeavyDB does by itself', () => {
  const sorted = statement('SELECT a').sortedBy({
    column: 0,
    direction: 'descending'
  });
  expect(sorted?.sql).toMatch(/ORDER BY 1 DESC NULLS FIRST$/);
});

test('a statement that is not a query is not sorted', () => {
  const show = statement('SHOW TABLES');
  expect(show.sortedBy({ column: 0, direction: 'ascending' })).toBeNull();
});

test('a masked secret is missing until it is typed again', () => {
  const user = (password: string): SqlStatement =>
    statement(`ALTER USER ada (password = '${password}')`);
  expect(user('•••').lacksSecret).toBe(true);
  expect(user('x').lacksSecret).toBe(false);
});
