/**
 * `npm run fuzz -- --minutes 10 --only csv`: runs the properties of `test/unit/**` repeatedly with
 * fresh seeds, each file as often as fits into a lap. Prints how often, and every seed that failed.
 * To keep a failure, write its counterexample into the property's `examples`.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError, setUp } from './setup.mjs';
import { ROOT } from './stamps.mjs';

const REPORT = join(ROOT, 'build', 'reports', 'fuzz.json');
const SUFFIX = '.property.test.ts';
const LAP_MS = 20_000;
const FIRST_RUNS = 500;
const say = line => process.stdout.write(`${line}\n`);

function propertyFiles(only) {
  const files = readdirSync(join(ROOT, 'test', 'unit'), { recursive: true })
    .map(name => join('test', 'unit', name))
    .filter(name => name.endsWith(SUFFIX) && name.includes(only));
  if (files.length === 0) {
    throw new SetupError(`No file of properties is called "${only}".`);
  }
  return files;
}

/** One lap of one file; returns vitest's report and exit code. */
const lap = (file, runs, seed) =>
  new Promise((resolve, reject) => {
    rmSync(REPORT, { force: true });
    const args = [
      ...['run', '--project', 'unit', file, '--testTimeout=3600000'],
      ...['--reporter=json', `--outputFile=${REPORT}`]
    ];
    const child = spawn(join(ROOT, 'node_modules', '.bin', 'vitest'), args, {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        OMNISCI_FUZZ_RUNS: String(runs),
        OMNISCI_FUZZ_SEED: String(seed)
      }
    });
    child.on('error', reject);
    child.on('exit', code => {
      try {
        resolve({ ...JSON.parse(readFileSync(REPORT, 'utf8')), code });
      } catch {
        reject(new SetupError(`${file} could not be run.`));
      }
    });
  });

/**
 * Out of memory, or stopped in an endless loop, it writes no report; only its exit code shows that.
 */
function failuresOf(report) {
  const failures = failedTests(report);
  const message = `The run ended with ${report.code}, before its end.`;
  return report.code !== 0 && failures.length === 0
    ? [{ fullName: 'the file itself', failureMessages: [message] }]
    : failures;
}

const failedTests = ({ testResults }) =>
  testResults.flatMap(({ message, assertionResults }) =>
    assertionResults.length === 0
      ? [{ fullName: 'the file itself', failureMessages: [message] }]
      : assertionResults.filter(({ status }) => status === 'failed')
  );

async function main() {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      only: { type: 'string', default: '' }
    }
  });
  const length = Number(values.minutes) * 60_000;
  if (!(length > 0)) {
    throw new SetupError('Set the duration: --minutes 10.');
  }
  await setUp({ lock: 'test', say });
  const end = Date.now() + length;
  mkdirSync(join(REPORT, '..'), { recursive: true });
  const files = propertyFiles(values.only).map(file => ({
    file,
    runs: FIRST_RUNS,
    tried: 0
  }));
  let failed = 0;
  for (let turn = 0; Date.now() < end; turn++) {
    const entry = files[turn % files.length];
    const started = Date.now();
    const seed = randomInt(2 ** 31);
    const report = await lap(entry.file, entry.runs, seed);
    const tried = report.numPassedTests * entry.runs;
    entry.tried += tried;
    say(
      `${entry.file}: ${report.numPassedTests} properties held in ${entry.runs} runs each`
    );
    for (const { fullName, failureMessages } of failuresOf(report)) {
      failed++;
      say(
        `FAILED: ${fullName} (OMNISCI_FUZZ_RUNS=${entry.runs} OMNISCI_FUZZ_SEED=${seed})\n${failureMessages.join('\n')}`
      );
    }
    if (Date.now() - started < LAP_MS / 2) {
      entry.runs *= 2;
    }
  }
  say('');
  for (const { file, tried } of files) {
    say(`${file}: ${tried.toLocaleString('en')} runs`);
  }
  const total = files.reduce((sum, { tried }) => sum + tried, 0);
  say(`${total.toLocaleString('en')} runs, ${failed} failures`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main().catch(error => {
  say(error instanceof SetupError ? error.message : error.stack);
  process.exitCode = 1;
});
