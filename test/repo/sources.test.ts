/** What holds for every file that git knows. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
