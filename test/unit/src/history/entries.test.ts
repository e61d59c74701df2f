import { describe, expect, test } from 'vitest';
import {
  byDay,
  entryOf,
  searched,
  withEntry,
  type HistoryEntry
} from '../../../../src/history/entries';
import type { ExecutedStatement } from '../../../../src/tokens';

const ran = (change: Partial<ExecutedStatement> = {}): ExecutedStatement => ({
  id: 'a',
  sql: 'SELECT 1',
  effect: 'none',
  startedAt: Date.parse('2026-11-23T12:00:00'),
  elapsedMs: 12,
  outcome: 'rows',
  rows: 1,
  more: false,
  message: '',
  ...change
});

const entry = (
  change: Partial<ExecutedStatement> = {},
  id = 'a'
): HistoryEntry => {
  const made = entryOf({ ...ran(change), id });
  if (!made) {
    throw new Error('This statement is not kept.');
  }
  return made;
};

describe('an entry of the history', () => {
  test('has the statement without the blanks around it', () => {
    expect(entry({ sql: '\n SELECT 1 \n' }).sql).toBe('SELECT 1');
  });

  test('has neither a secret nor a message that may quote it', () => {
    const made = entry({
      sql: "CREATE USER ada (password = 'hunter2')",
      outcome: 'failed',
      message: "Encountered 'hunter2'"
    });
    expect(made.isMasked).toBe(true);
    expect(JSON.stringify(made)).not.toContain('hunter2');
  });

  test.each([
    ['is nothing', '   '],
    ['is too long to be read again', `SELECT '${'x'.repeat(100_001)}'`]
  ])('is not made of what %s', (_, sql) => {
    expect(entryOf(ran({ sql }))).toBeNull();
  });
});

describe('the history', () => {
  test('has the newest first, and no more than its size', () => {
    let entries: HistoryEntry[] = [];
    for (const n of [1, 2, 3]) {
      const next = entry({ sql: `SELECT ${n}` }, String(n));
      entries = withEntry(entries, { entry: next, size: 2 });
    }
    expect(entries.map(({ sql }) => sql)).toEqual(['SELECT 3', 'SELECT 2']);
  });

  test('counts the same statement run again, and tells of the last time', () => {
    const first = withEntry([], { entry: entry({}, 'first'), size: 9 });
    const again = entry({ outcome: 'failed', startedAt: 5 }, 'second');
    const [only, ...others] = withEntry(first, { entry: again, size: 9 });
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      id: 'first',
      count: 2,
      outcome: 'failed',
      startedAt: 5
    });
  });

  test('does not join the same statement run before another', () => {
    const a = withEntry([], { entry: entry({}, 'a'), size: 9 });
    const b = withEntry(a, { entry: entry({ sql: 'SHOW' }, 'b'), size: 9 });
    const c = withEntry(b, { entry: entry({}, 'c'), size: 9 });
    expect(c.map(({ id }) => id)).toEqual(['c', 'b', 'a']);
  });

  test('is searched for all words, in any case, in statements and messages', () => {
    const entries = [
      entry({ sql: 'SELECT delay FROM flights' }, 'a'),
      entry(
        { sql: 'SELECT x FROM t', message: 'Object Flights not found' },
        'b'
      ),
      entry({ sql: 'SHOW TABLES' }, 'c')
    ];
    const ids = (search: string): string[] =>
      searched(entries, search).map(({ id }) => id);
    expect(ids('FLIGHTS select')).toEqual(['a', 'b']);
    expect(ids('flights  delay')).toEqual(['a']);
    expect(ids(' ')).toEqual(['a', 'b', 'c']);
    expect(ids('nothing')).toEqual([]);
  });

  test('is grouped by the day', () => {
    const at = (time: string): HistoryEntry =>
      entry({ startedAt: Date.parse(time) });
    const days = byDay([
      at('2026-11-23T23:59:00'),
      at('2026-11-23T00:00:00'),
      at('2026-11-22T23:59:59')
    ]);
    expect(days.map(day => day.entries.length)).toEqual([2, 1]);
  });
});
