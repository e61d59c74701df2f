/** Runs the spec of an npm package with mocha against a sandbox, in a folder of its own in build/suites/. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../stamps.mjs';

const MAX_SUITE_MS = 300_000;

/**
 * @param {import('./suites.mjs').Suite} suite
 * @param {{ httpPort: number }} ports of the sandbox
 * @returns {import('./expected-failures.mjs').Outcome[]}
 */
export function runMocha(suite, { httpPort }) {
  const folder = join(ROOT, 'build', 'suites', suite.name);
  install(folder, suite);
  const modules = join(folder, 'node_modules');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(modules, 'mocha/bin/mocha'),
      ...['--reporter', 'json', '--timeout', '20000', '--exit'],
      join(modules, suite.spec)
    ],
    {
      cwd: folder,
      encoding: 'utf8',
      timeout: MAX_SUITE_MS,
      env: {
        ...process.env,
        PROTOCOL: 'http',
        HOSTNAME: '127.0.0.1',
        PORT: String(httpPort),
        DATABASE: 'heavyai',
        USERNAME: 'admin',
        PASSWORD: 'HyperInteractive'
      }
    }
  );
  writeFileSync(join(folder, 'output.txt'), stdout + stderr);
  return outcomesOf(stdout, stderr);
}

/** A test whose callback failed late is reported twice: as passed, and as failed. It failed. */
function outcomesOf(stdout, stderr) {
  const start = stdout.indexOf('{\n  "stats"');
  if (start < 0) {
    throw new Error(`mocha did not report:\n${(stdout + stderr).slice(-2000)}`);
  }
  const { tests, failures, pending } = JSON.parse(stdout.slice(start));
  const outcomes = new Map();
  const keep = (list, outcome) => {
    for (const { fullTitle, err } of list) {
      outcomes.set(fullTitle, {
        name: fullTitle,
        outcome,
        message: err?.message ?? ''
      });
    }
  };
  keep(tests, 'passed');
  keep(pending, 'skipped');
  keep(failures, 'failed');
  return [...outcomes.values()];
}

function install(folder, { packages, overrides }) {
  const stamp = join(folder, 'packages.txt');
  const wanted = packages.join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const dependencies = Object.fromEntries(
    packages.map(text => {
      const at = text.lastIndexOf('@');
      return [text.slice(0, at), text.slice(at + 1)];
    })
  );
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ private: true, dependencies, overrides })
  );
  execFileSync(
    'npm',
    ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32'
    }
  );
  writeFileSync(stamp, wanted);
}
