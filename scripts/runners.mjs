/**
 * The runners of `npm test`: what each calls, and how its tests are counted. A runner takes `run`,
 * which runs a command and answers its exit code, and answers how many tests passed and failed.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from './chromium.mjs';
import { venvBin } from './setup.mjs';
import { ROOT } from './stamps.mjs';

export const REPORTS = join(ROOT, 'build', 'reports');
const bin = name => join(ROOT, 'node_modules', '.bin', name);
const PYTHON = ['jupyterlab_omnisci', 'test'];

/** A check that passes or fails as one. */
const check =
  (command, ...args) =>
  async ({ run }) => {
    const code = await run(command, args);
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  };

/** Runs a command that writes a report, and counts by it; no test at all counts as one failure. */
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

/** Two rows that run side by side: a browser waits for much, and leaves a core to the others. */
export const LANES = [
  {
    format: check(bin('prettier'), '--check', '--log-level=warn', '.'),
    boundaries: check('npm', 'run', '--silent', 'check:boundaries'),
    lint: check(bin('eslint'), '.', '--max-warnings', '0'),
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
    'trust-ui': playwright('trust-ui')
  }
];
