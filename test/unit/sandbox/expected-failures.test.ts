import { expect, test } from 'vitest';
import {
  judge,
  parseExpectations
} from '../../../scripts/suites/expected-failures.mjs';

const LINES = parseExpectations(
  '# a remark\n\nheavyai-* *test_a[*] -- needs a GPU\npyheavydb test_b -- no TLS\n'
);
const failed = (name: string) =>
  ({ name, outcome: 'failed', message: 'why' }) as const;

test('sorts failures into expected and new, and counts the rest', () => {
  const { passed, skipped, expected, unexpected } = judge(
    'heavyai-newest',
    [
      { name: 'test_c', outcome: 'passed', message: '' },
      { name: 'test_d', outcome: 'skipped', message: '' },
      failed('file.py::test_a[1-(x)]'),
      failed('test_b')
    ],
    LINES
  );
  expect({ passed, skipped }).toEqual({ passed: 1, skipped: 1 });
  expect([...expected]).toEqual([['needs a GPU', 1]]);
  expect(unexpected.map(({ name }) => name)).toEqual(['test_b']);
});

test('names a line of the suite that nothing fails for any more', () => {
  const { unmet } = judge('pyheavydb', [], LINES);
  expect(unmet.map(line => line.test)).toEqual(['test_b']);
});

test('refuses a line without a reason', () => {
  expect(() => parseExpectations('pyheavydb test_b')).toThrow(
    'line 1 is no expected failure: pyheavydb test_b'
  );
});
