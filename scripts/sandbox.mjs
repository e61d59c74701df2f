/** Starts the sandbox database and builds it first if necessary: `npm run sandbox -- --help`. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from './build.mjs';
import { ROOT } from './stamps.mjs';

await build(['sandbox']);

const child = spawn(
  process.execPath,
  // Named first, so that a --parent-pid among the arguments overrides it.
  [
    join(ROOT, 'build', 'sandbox.mjs'),
    `--parent-pid=${process.pid}`,
    ...process.argv.slice(2)
  ],
  { stdio: 'inherit' }
);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => child.kill(signal));
}
child.on('exit', (code, signal) => {
  process.exitCode = code ?? (signal ? 1 : 0);
});
