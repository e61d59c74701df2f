/**
 * The runners of `npm test`: their commands, and how their tests are counted. A runner takes `run`,
 * which runs a command and returns its exit code, and returns the numbers of passed and failed
 * tests.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { venvBin } from './setup.mjs';
import { ROOT } from './stamps.mjs';

export const REPORTS = join(ROOT, 'build', 'reports');
const bin = name => join(ROOT, 'node_modules', '.bin', name);
const PYTHON = ['jupyterlab_omnisci', 'test'];

/** A check that counts as one test. */
const check =
  (command, ...args) =>
  async ({ run }) => {
    const code = await run(command, args);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  };

/**
 * Runs a command that writes a report, and counts its tests; no test at all counts as one failure.
 */
async function byReport(name, runCommand, count) {
  const report = join(REPORTS, name);
  rmSync(report, { force: true });
  const code = await runCommand(report);
  const found = existsSync(report)
    ? count(readFileSync(report, 'utf8'))
    : { passed: 0, failed: 0 };
  const ran = found.passed + found.failed > 0;
  return code !== 0 || !ran
    ? { ...found, failed: Math.max(1, found.failed) }
    : found;
}

const vitest =
  project =>
  ({ run }) =>
    byReport(
      `${project}.json`,
      report =>
        run(bin('vitest'), [
          ...['run', '--project', project],
          ...['--reporter=default', '--reporter=json'],
          `--outputFile.json=${report}`
        ]),
      text => {
        const { numPassedTests, numFailedTests } = JSON.parse(text);
        return { passed: numPassedTests, failed: numFailedTests };
      }
    );

const pytest = ({ run }) =>
  byReport(
    'shim.xml',
    report =>
      run(venvBin('python'), [
        ...['-m', 'pytest', 'test/shim', `--junit-xml=${report}`]
      ]),
    text => {
      const total = name =>
        Number(new RegExp(` ${name}="(\\d+)"`).exec(text)?.[1] ?? 0);
      const failed = total('failures') + total('errors');
      return { passed: total('tests') - failed - total('skipped'), failed };
    }
  );

const playwright =
  project =>
  ({ run, say }) =>
    byReport(
      `${project}.json`,
      report =>
        run(bin('playwright'), ['test', `--project=${project}`], {
          CHROMIUM: findChromium(say),
          PLAYWRIGHT_JSON_OUTPUT_FILE: report
        }),
      text => {
        const { expected, unexpected, flaky } = JSON.parse(text).stats;
        if (flaky > 0) {
          say(
            `${flaky} browser tests passed only at the second try: see "flaky" above.`
          );
        }
        return { passed: expected + flaky, failed: unexpected };
      }
    );

/** Two lanes that run side by side: a browser often waits and leaves a core to the others. */
export const LANES = [
  {
    format: check(bin('prettier'), '--check', '--log-level=warn', '.'),
    boundaries: check('npm', 'run', '--silent', 'check:boundaries'),
    types: check('npm', 'run', '--silent', 'check:types'),
    unused: check(bin('knip'), '--no-progress'),
    ruff: check(venvBin('ruff'), 'check', ...PYTHON),
    'ruff-format': check(venvBin('ruff'), 'format', '--check', ...PYTHON),
    unit: vitest('unit'),
    api: vitest('api'),
    shim: pytest,
    trust: vitest('trust')
  },
  {
    ui: playwright('ui'),
    'trust-ui': playwright('trust-ui'),
    lint: check(bin('eslint'), '.', '--max-warnings', '0')
  }
];
