/** What holds for every file that git knows. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../helpers/root';

const files = execFileSync('git', ['ls-files', '-z'], {
  cwd: ROOT,
  encoding: 'utf8'
})
  .split('\0')
  .filter(Boolean);

test('no file holds the mark of a merge that was not resolved', () => {
  const marked = files.filter(path =>
    /^(<{7}|>{7}) /m.test(readFileSync(join(ROOT, path), 'utf8'))
  );
  expect(files.length).toBeGreaterThan(500);
  expect(marked).toEqual([]);
});

test('no room has more files than can be taken in at one look', () => {
  const counts = new Map<string, number>();
  for (const path of files) {
    if (/^(src|server)\//.test(path) && !path.includes('/generated/')) {
      const room = dirname(path);
      counts.set(room, (counts.get(room) ?? 0) + 1);
    }
  }
  const crowded = [...counts].filter(([, count]) => count > 16);
  expect(counts.size).toBeGreaterThan(30);
  expect(crowded).toEqual([]);
});
