import { expect, test } from 'vitest';
import {
  handedAt,
  isHandedNotebook
} from '../../../../src/immerse/handed-notebook';
import { connected } from '../../../helpers/fake-connection';

test.each([
  ['HeavyDB_2026-11-29_07:45:00.ipynb', true],
  ['work/HeavyDB_2026-11-29_07_45_00.ipynb', true],
  ['HeavyDB_2026-11-29_07:45:00-Copy1.ipynb', false],
  ['MyHeavyDB_2026-11-29_07:45:00.ipynb', false],
  ['HeavyDB notes.ipynb', false]
])('%s is a notebook of the web server: %s', (path, isHanded) => {
  expect(isHandedNotebook(path)).toBe(isHanded);
});

test('only a file that was found, and not configured, is of the web server', () => {
  const { reply } = connected();
  const found = { kind: 'file', path: '/x', writtenAt: 5 } as const;
  expect(handedAt(reply)).toBeNull();
  expect(handedAt({ ...reply!, source: found })).toBe(5);
  expect(handedAt(null)).toBeNull();
});
