/** A new virtual environment with the wheel of this working tree, as an admin would install it. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testPython } from './python';
import { ROOT } from './root';

const run = promisify(execFile);

export interface IEnvironment {
  /** Made for this environment, and removed with it. */
  readonly folder: string;
  /** The folder of its programs. */
  readonly bin: string;
  readonly python: string;
  remove(): void;
}

/** Builds the wheel into this folder from the existing build, and returns its path. */
export async function buildWheel(folder: string): Promise<string> {
  await run(
    testPython(),
    ['-m', 'build', '--wheel', '--no-isolation', '--outdir', folder],
    { cwd: ROOT }
  );
  const [wheel = ''] = readdirSync(folder).filter(name =>
    name.endsWith('.whl')
  );
  return join(folder, wheel);
}

/** @param packages - installed beside the wheel, in pip's notation. */
export async function newEnvironment(
  ...packages: string[]
): Promise<IEnvironment> {
  const folder = mkdtempSync(join(tmpdir(), 'omnisci-environment-'));
  const bin = join(folder, 'venv', 'bin');
  const python = join(bin, 'python');
  await run(testPython(), ['-m', 'venv', join(folder, 'venv')]);
  const wheel = await buildWheel(folder);
  await run(python, [
    ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
    ...[wheel, ...packages]
  ]);
  return {
    ...{ folder, bin, python },
    remove: () => rmSync(folder, { recursive: true, force: true })
  };
}
