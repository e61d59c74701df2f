/**
 * `npm test`: sets everything up, runs every runner, and closes with one line that totals them.
 * `npm test unit ui` runs only the named ones. `--full`, for which `npm run test:trust` stands,
 * repeats the trust tests as often as an issue asks, and not only as often as there is time for.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './chromium.mjs';
import { SetupError, setUp, venvBin } from './setup.mjs';
import { ROOT } from './stamps.mjs';

const REPORTS = join(ROOT, 'build', 'reports');
const say = line => process.stderr.write(`${line}\n`);
const bin = name => join(ROOT, 'node_modules', '.bin', name);

/** Runs a command with its output shown; answers its exit code. */
const run = (command, args, env = {}) =>
  new Promise(resolve => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env }
    });
    child.on('error', () => resolve(127));
    child.on('exit', (code, signal) => resolve(signal ? 128 : code));
  });

/** A check that passes or fails as one. */
const check =
  (command, ...args) =>
  async () => {
    const code = await run(command, args);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  };

/** Counts from a report; a runner that failed without a failed test counts as one failure. */
function counted(code, report, count) {
  const found = existsSync(report)
    ? count(readFileSync(report, 'utf8'))
    : { passed: 0, failed: 0 };
  const ran = found.passed + found.failed > 0;
  return code !== 0 || !ran
    ? { ...found, failed: Math.max(1, found.failed) }
    : found;
}

const vitest = project => async () => {
  const report = join(REPORTS, `${project}.json`);
  rmSync(report, { force: true });
  const code = await run(bin('vitest'), [
    ...['run', '--project', project, '--reporter=default', '--reporter=json'],
    `--outputFile.json=${report}`
  ]);
  return counted(code, report, text => {
    const { numPassedTests, numFailedTests } = JSON.parse(text);
    return { passed: numPassedTests, failed: numFailedTests };
  });
};

async function pytest() {
  const report = join(REPORTS, 'shim.xml');
  rmSync(report, { force: true });
  const code = await run(venvBin('python'), [
    '-m',
    'pytest',
    'test/shim',
    `--junit-xml=${report}`
  ]);
  return counted(code, report, text => {
    const total = name =>
      Number(new RegExp(` ${name}="(\\d+)"`).exec(text)?.[1] ?? 0);
    const failed = total('failures') + total('errors');
    return { passed: total('tests') - failed - total('skipped'), failed };
  });
}

const playwright = project => async () => {
  const report = join(REPORTS, `${project}.json`);
  rmSync(report, { force: true });
  const chromium = findChromium(say);
  const code = await run(bin('playwright'), ['test', `--project=${project}`], {
    CHROMIUM: chromium,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report
  });
  return counted(code, report, text => {
    const { expected, unexpected, flaky } = JSON.parse(text).stats;
    if (flaky > 0) {
      say(
        `${flaky} browser tests passed only at the second try: see "flaky" above.`
      );
    }
    return { passed: expected + flaky, failed: unexpected };
  });
};

const RUNNERS = {
  format: check(bin('prettier'), '--check', '--log-level=warn', '.'),
  lint: check(bin('eslint'), '.', '--max-warnings', '0'),
  types: check('npm', 'run', '--silent', 'check:types'),
  unused: check(bin('knip'), '--no-progress'),
  ruff: check(venvBin('ruff'), 'check', 'jupyterlab_omnisci', 'test/shim'),
  'ruff-format': check(
    venvBin('ruff'),
    'format',
    '--check',
    'jupyterlab_omnisci',
    'test/shim'
  ),
  unit: vitest('unit'),
  api: vitest('api'),
  shim: pytest,
  ui: playwright('ui'),
  trust: vitest('trust'),
  'trust-ui': playwright('trust-ui')
};

async function main() {
  const { values, positionals: names } = parseArgs({
    options: { full: { type: 'boolean', default: false } },
    allowPositionals: true
  });
  if (values.full) {
    process.env.OMNISCI_TRUST = 'full';
  }
  const unknown = names.filter(name => !(name in RUNNERS));
  if (unknown.length > 0) {
    throw new SetupError(
      `No such runner: ${unknown.join(', ')}. There are: ${Object.keys(RUNNERS).join(', ')}.`
    );
  }
  await setUp({ lock: 'test', say });
  mkdirSync(REPORTS, { recursive: true });
  const lines = [];
  let passed = 0;
  let failed = 0;
  for (const [name, runner] of Object.entries(RUNNERS)) {
    if (names.length > 0 && !names.includes(name)) {
      continue;
    }
    say(`\n── ${name} ──`);
    const started = Date.now();
    const result = await runner().catch(error => {
      say(error.message);
      return { passed: 0, failed: 1 };
    });
    passed += result.passed;
    failed += result.failed;
    lines.push(
      `${name.padEnd(12)} ${result.passed} passed, ${result.failed} failed (${Math.round((Date.now() - started) / 1000)} s)`
    );
  }
  process.stdout.write(
    `\n${lines.join('\n')}\n\n${passed} passed, ${failed} failed\n`
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

main().catch(error => {
  say(error instanceof SetupError ? error.message : error.stack);
  process.stdout.write('\n0 passed, 1 failed\n');
  process.exitCode = 1;
});
