/**
 * The set-up behind `npm start` and `npm test`: npm packages, `.venv`, the build, the Python
 * package in the `.venv`. Each step runs only if its inputs changed. Imports nothing that a fresh
 * clone lacks.
 */
import { execFile, execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  realpathSync,
  rmSync,
  symlinkSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { digestOf, ROOT, whenChanged } from './stamps.mjs';

const isWindows = process.platform === 'win32';
const VENV = join(ROOT, '.venv');
const LABEXTENSION = join(ROOT, 'jupyterlab_omnisci', 'labextension');
const runFile = promisify(execFile);

/** A program of the project's `.venv`. */
export const venvBin = name =>
  join(VENV, isWindows ? 'Scripts' : 'bin', isWindows ? `${name}.exe` : name);

/** A failure with advice; its stack does not help the reader. */
export class SetupError extends Error {}

/** Runs a command quietly; shows its output if it fails. */
async function run(what, command, args, env = {}) {
  try {
    await runFile(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      maxBuffer: 64 * 1024 * 1024,
      shell: isWindows && command === 'npm'
    });
  } catch (error) {
    const output = `${error.stdout ?? ''}${error.stderr ?? ''}`
      .trim()
      .split('\n')
      .slice(-30);
    throw new SetupError(
      `${what} failed:\n${output.join('\n')}\n${error.message.split('\n')[0]}`
    );
  }
}

function requireNode() {
  const [major] = process.versions.node.split('.');
  if (Number(major) < 20) {
    throw new SetupError(
      `Node ${process.versions.node} is too old: install Node 20 or newer (https://nodejs.org).`
    );
  }
}

/** The first Python ≥ 3.10 on the PATH; `PYTHON` in the environment has priority. */
function findPython() {
  const names = [
    process.env.PYTHON,
    'python3',
    'python',
    'python3.13',
    'python3.12',
    'python3.11',
    'python3.10'
  ];
  for (const name of names.filter(Boolean)) {
    try {
      execFileSync(
        name,
        [
          '-c',
          'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))'
        ],
        {
          stdio: 'ignore'
        }
      );
      return name;
    } catch {
      // Missing, too old, or without venv: try the next.
    }
  }
  throw new SetupError(
    'No Python 3.10 or newer with "venv" was found. Install one (on Debian: apt-get install python3-venv), or name it: PYTHON=/path/to/python3 npm start'
  );
}

async function installPackages(say) {
  const done = await whenChanged(
    'npm',
    digestOf(['package-lock.json']),
    async () => {
      say('Installing the npm packages …');
      await run('Installing the npm packages', 'npm', [
        // Not `npm ci`: see docs/decisions/0001-versions.md.
        'install',
        '--no-save',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund'
      ]);
    },
    !existsSync(join(ROOT, 'node_modules', 'esbuild'))
  );
  return done;
}

async function installPython(say, lock) {
  const stale = !existsSync(venvBin('python'));
  if (stale) {
    say('Making .venv …');
    rmSync(VENV, { recursive: true, force: true });
    await run('Making .venv', findPython(), ['-m', 'venv', VENV]);
  }
  return whenChanged(
    `python-${lock}`,
    digestOf([`requirements/${lock}.txt`]),
    async () => {
      say('Installing JupyterLab and the Python packages …');
      await run('Installing the Python packages', venvBin('python'), [
        ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
        ...['-r', `requirements/${lock}.txt`]
      ]);
    },
    stale
  );
}

/**
 * Installs, and then makes `link` lead to `folder`. Without the link of the last time: through it,
 * pip would write into `folder`, and the wheel would have its install.json twice.
 */
export async function installLinked(folder, link, install) {
  const drop = () => rmSync(link, { recursive: true, force: true });
  drop();
  rmSync(join(folder, 'install.json'), { force: true });
  await install();
  drop();
  mkdirSync(dirname(link), { recursive: true });
  symlinkSync(folder, link, 'junction');
}

/**
 * Installs this package in place, with its labextension as a link, so that a rebuild needs no pip.
 */
async function installShim(say) {
  const link = join(
    VENV,
    'share',
    'jupyter',
    'labextensions',
    'jupyterlab-omnisci'
  );
  const isLinked = () =>
    existsSync(link) && realpathSync(link) === realpathSync(LABEXTENSION);
  await whenChanged(
    'shim',
    digestOf(['pyproject.toml', 'package.json', 'jupyter-config']),
    async () => {
      say('Installing jupyterlab-omnisci in .venv …');
      await installLinked(LABEXTENSION, link, () =>
        run(
          'Installing jupyterlab-omnisci',
          venvBin('python'),
          [
            ...['-m', 'pip', 'install', '--quiet'],
            ...['--disable-pip-version-check', '--no-build-isolation'],
            ...['--no-deps', '--editable', '.']
          ],
          { HATCH_JUPYTER_BUILDER_SKIP_NPM: '1' }
        )
      );
    },
    !isLinked()
  );
}

/**
 * Makes the clone ready. @param options.lock - `start` or `test`: which Python packages;
 * @param options.say - called for each step that has work to do.
 */
export async function setUp({ lock, say }) {
  requireNode();
  await installPackages(say);
  await installPython(say, lock);
  const { build } = await import('./build.mjs');
  say('Building what changed …');
  await build();
  await installShim(say);
}
