import { describe, expect, test } from 'vitest';
import {
  quoteIdentifier,
  unquoteIdentifier
} from '../../../../src/sql/identifier';

describe('a name in SQL', () => {
  test.each(['flights', 'Flights_2008', '_x', 'a$b'])(
    '%s needs no quotes',
    name => {
      expect(quoteIdentifier(name)).toBe(name);
    }
  );

  test.each([
    ['two words', '"two words"'],
    ['1st', '"1st"'],
    ['Zürich', '"Zürich"'],
    ['a.b', '"a.b"'],
    ['', '""'],
    ['select', '"select"'],
    ['Date', '"Date"'],
    ['a"b', '"a""b"']
  ])('%s is written %s', (name, written) => {
    expect(quoteIdentifier(name)).toBe(written);
  });

  test.each(['flights', 'two words', 'a"b', '"', 'select', 'a""b"'])(
    '%s is read as it was written',
    name => {
      expect(unquoteIdentifier(quoteIdentifier(name))).toBe(name);
    }
  );

  test('an open quote is read as far as it goes', () => {
    expect(unquoteIdentifier('"two wo')).toBe('two wo');
  });
});
