/**
 * `npm run sandbox:suites`: clients that need another Python environment than the tests' try the
 * sandbox. Each suite has a `.venv` in build/suites/, which the first run makes from the registry.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { venvBin } from './setup.mjs';
import { ROOT } from './stamps.mjs';

const SUITES = [
  {
    name: 'sqlalchemy',
    script: 'test/suites/sqlalchemy_and_pandas.py',
    packages: [
      'sqlalchemy-heavyai==1.0',
      'heavyai==1.3',
      'SQLAlchemy==1.4.54',
      'pandas==2.1.4',
      'numpy==1.26.4',
      'pyarrow==16.1.0',
      'importlib_metadata'
    ]
  }
];

const isWindows = process.platform === 'win32';
await build(['sandbox']);

for (const { name, script, packages } of SUITES) {
  const python = pythonOf(name, packages);
  const sandbox = spawn(
    process.execPath,
    [
      join(ROOT, 'build/sandbox.mjs'),
      '--http-port=0',
      '--binary-port=0',
      `--parent-pid=${process.pid}`
    ],
    { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] }
  );
  try {
    const [line] = await once(sandbox.stdout, 'data');
    const { binaryPort } = JSON.parse(String(line));
    const options = {
      user: 'admin',
      password: 'HyperInteractive',
      dbname: 'heavyai',
      host: '127.0.0.1',
      protocol: 'binary',
      port: binaryPort
    };
    execFileSync(
      python,
      ['-W', 'ignore', join(ROOT, script), JSON.stringify(options)],
      { stdio: 'inherit' }
    );
    console.log(`${name}: passed`);
  } catch {
    console.log(`${name}: failed`);
    process.exitCode = 1;
  } finally {
    sandbox.kill();
  }
}

/** The suite's Python, with its packages. */
function pythonOf(name, packages) {
  const folder = join(ROOT, 'build/suites', name);
  const python = join(folder, isWindows ? 'Scripts/python.exe' : 'bin/python');
  if (!existsSync(python)) {
    execFileSync(venvBin('python'), ['-m', 'venv', folder]);
    execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...packages], {
      stdio: 'inherit'
    });
  }
  return python;
}
