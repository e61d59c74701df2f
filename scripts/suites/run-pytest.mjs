/** Runs a suite of pytest against a sandbox, in an environment of its own in build/suites/. */
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { venvBin } from '../setup.mjs';
import { ROOT } from '../stamps.mjs';

const isWindows = process.platform === 'win32';

/** A suite may take this long, in milliseconds; then its tests so far count. */
const MAX_SUITE_MS = 900_000;

/**
 * @param {import('./suites.mjs').Suite} suite
 * @param {{ httpPort: number, binaryPort: number }} ports of the sandbox
 * @param {string} [tests] a folder with the client's repository, instead of the registry's tests
 * @returns {import('./expected-failures.mjs').Outcome[]}
 */
export function runPytest(suite, ports, tests) {
  const folder = join(ROOT, 'build', 'suites', suite.name);
  const python = pythonOf(folder, suite.packages);
  const report = join(folder, 'outcomes.jsonl');
  rmSync(report, { force: true });
  const { stdout, stderr } = spawnSync(
    python,
    [
      ...['-W', 'ignore', '-m', 'pytest', '-p', 'sandbox_suite'],
      ...['-q', '--tb=short', '--continue-on-collection-errors']
    ],
    {
      cwd: tests ?? testsOf(suite, folder, python),
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      timeout: MAX_SUITE_MS,
      killSignal: 'SIGINT',
      env: {
        ...process.env,
        PYTHONPATH: join(ROOT, 'test', 'suites'),
        SUITE_PORTS: `6274:${ports.binaryPort},6278:${ports.httpPort}`,
        SUITE_REPORT: report
      }
    }
  );
  writeFileSync(join(folder, 'output.txt'), stdout + stderr);
  if (!existsSync(report)) {
    throw new Error(
      `pytest did not report:\n${(stdout + stderr).slice(-2000)}`
    );
  }
  return readFileSync(report, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line));
}

/** The suite's Python, with its packages; made anew if they are others than the last time. */
function pythonOf(folder, packages) {
  const python = join(
    folder,
    '.venv',
    isWindows ? 'Scripts/python.exe' : 'bin/python'
  );
  const stamp = join(folder, 'packages.txt');
  const wanted = packages.join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return python;
  }
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  execFileSync(venvBin('python'), ['-m', 'venv', join(folder, '.venv')]);
  pip(python, 'install', ...packages);
  writeFileSync(stamp, wanted);
  return python;
}

/** The folder to run in: the repository's own tests, or the renamed ones of a source distribution. */
function testsOf({ folder: own, sdist }, folder, python) {
  if (sdist === undefined) {
    return join(ROOT, own);
  }
  const target = join(folder, 'sdist');
  if (!existsSync(target)) {
    unpack(python, sdist.requirement, target);
  }
  const source = join(target, readdirSync(target)[0]);
  const run = join(folder, 'run');
  rmSync(run, { recursive: true, force: true });
  cpSync(join(source, 'tests'), join(run, 'tests'), { recursive: true });
  for (const name of readdirSync(join(run, 'tests'))) {
    const file = join(run, 'tests', name);
    if (name.startsWith('test_') && sdist.files?.includes(name) === false) {
      rmSync(file);
    } else if (name.endsWith('.py')) {
      writeFileSync(
        file,
        (sdist.renames ?? []).reduce(
          (text, [from, to]) => text.replaceAll(from, to),
          readFileSync(file, 'utf8')
        )
      );
    }
  }
  writeFileSync(join(run, 'pytest.ini'), '[pytest]\ntestpaths = tests\n');
  return run;
}

/** Unpacks a source distribution without building it. */
function unpack(python, requirement, target) {
  const [name, version] = requirement.split('==');
  const downloads = mkdtempSync(join(tmpdir(), 'suites-'));
  try {
    pip(
      python,
      ...['download', '--no-deps', '--no-binary', ':all:'],
      ...['--dest', downloads, requirement]
    );
    execFileSync(python, [
      '-c',
      'import sys, tarfile; tarfile.open(sys.argv[1]).extractall(sys.argv[2], filter="data")',
      join(downloads, `${name}-${version}.tar.gz`),
      target
    ]);
  } finally {
    rmSync(downloads, { recursive: true, force: true });
  }
}

function pip(python, ...args) {
  execFileSync(python, ['-m', 'pip', '--quiet', ...args], {
    stdio: ['ignore', 'ignore', 'inherit']
  });
}
