/** Finds Chromium for the browser tests; installs Debian's if possible. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { SetupError } from './setup.mjs';

const DEBIAN = '/usr/bin/chromium';

/** The path of a Chromium. @param say - called if it must be installed. */
export function findChromium(say) {
  const named = process.env.CHROMIUM;
  if (named) {
    if (!existsSync(named)) {
      throw new SetupError(`CHROMIUM names ${named}, which does not exist.`);
    }
    return named;
  }
  if (existsSync(DEBIAN)) {
    return DEBIAN;
  }
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) {
    throw new SetupError(
      'The browser tests need Chromium: install it (on Debian: apt-get install chromium), or name it: CHROMIUM=/path/to/chromium npm test'
    );
  }
  say('Installing Chromium …');
  const aptGet = (...args) =>
    execFileSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    });
  aptGet('update', '-qq');
  aptGet(
    'install',
    '-y',
    '-qq',
    '--no-install-recommends',
    'chromium',
    'fonts-dejavu-core'
  );
  return DEBIAN;
}
