/** docs/decisions/0014-old-bugs.md against the tests: each bug of 2020 has one that guards it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../helpers/root';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** A row's tests stand as pairs of file and title, each in backticks. */
const bugs = read('docs/decisions/0014-old-bugs.md')
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()))
  .filter(([, number]) => /^\d+$/.test(number ?? ''))
  .map(([, number, bug, tests]) => ({
    number: Number(number),
    bug: bug ?? '',
    tests: [...(tests ?? '').matchAll(/`([^`]+)` `([^`]+)`/g)].map(
      ([, file, title]) => ({ file: file!, title: title! })
    )
  }));

/** Whether a test, or the tests of a `test.each`, have this title. */
function hasTest(source: string, title: string): boolean {
  const literal = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(
    `^[^/\\n]*(?:\\btest|\\))\\(\\s*(['"\`])${literal}\\1,`,
    'm'
  ).test(source);
}

test('every bug from 11 to 26 is there once', () => {
  expect(bugs.map(({ number }) => number)).toEqual(
    Array.from({ length: 16 }, (_, index) => 11 + index)
  );
});

test.each(bugs)('bug $number is guarded: $bug', ({ tests }) => {
  expect(tests.length).toBeGreaterThan(0);
  const missing = tests.filter(
    ({ file, title }) => !hasTest(read(file), title)
  );
  expect(missing).toEqual([]);
});

test.each([
  ["test('a', () => {})", true],
  ["test.each([\n  ['x', 1]\n])(\n  'a',\n  x => {})", true],
  ["test('a b', () => {})", false],
  ["test.skip('a', () => {})", false],
  ["// test('a', () => {})", false],
  ["describe('a', () => {})", false]
])('%j has a test of the title a: %j', (source, expected) => {
  expect(hasTest(source, 'a')).toBe(expected);
});
