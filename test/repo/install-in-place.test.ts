/** The install of `npm start`: it writes nothing into the built labextension. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { installLinked } from '../../scripts/setup.mjs';

const top = mkdtempSync(join(tmpdir(), 'omnisci-install-'));
afterEach(() => rmSync(top, { recursive: true, force: true }));

test('a second install does not write through the link, so the wheel can still be built', async () => {
  const built = join(top, 'labextension');
  const link = join(top, 'share', 'labextensions', 'ours');
  mkdirSync(built);
  writeFileSync(join(built, 'package.json'), '{}');
  // As pip puts shared data below the environment.
  const install = (): Promise<void> => {
    mkdirSync(link, { recursive: true });
    writeFileSync(join(link, 'install.json'), '{}');
    return Promise.resolve();
  };
  for (let time = 1; time <= 2; time++) {
    await installLinked(built, link, install);
    expect(readdirSync(built)).toEqual(['package.json']);
    expect(realpathSync(link)).toBe(realpathSync(built));
  }
  // What an install of before this test has left is taken away.
  writeFileSync(join(built, 'install.json'), '{}');
  await installLinked(built, link, install);
  expect(existsSync(join(built, 'install.json'))).toBe(false);
});
