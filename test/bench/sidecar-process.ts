/** The built sidecar, started as the shim starts it, for benches: nothing of it is read. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../helpers/root';

const SIDECAR = join(ROOT, 'jupyterlab_omnisci/sidecar/main.cjs');

export type SidecarProcessOptions = {
  socket: string;
  sessionFile: string;
  databasePort: number;
  config?: Record<string, unknown>;
};

export const spawnSidecar = (options: SidecarProcessOptions): ChildProcess =>
  spawn(
    process.execPath,
    [
      ...shimFlags(),
      ...[SIDECAR, '--socket', options.socket],
      ...['--parent-pid', String(process.pid)]
    ],
    {
      stdio: 'ignore',
      env: {
        ...process.env,
        OMNISCI_PROTOCOL: 'http',
        OMNISCI_HOST: 'localhost',
        OMNISCI_PORT: String(options.databasePort),
        JUPYTERLAB_OMNISCI_CONFIG: JSON.stringify({
          sessionFile: options.sessionFile,
          ...options.config
        })
      }
    }
  );

/** Node's flags, as the shim has them. */
function shimFlags(): string[] {
  const source = readFileSync(
    join(ROOT, 'jupyterlab_omnisci/process.py'),
    'utf8'
  );
  const list = /^NODE_FLAGS = (\[[^\]]*\])/m.exec(source)?.[1];
  if (list === undefined) {
    throw new Error('NODE_FLAGS is not where it was, in process.py.');
  }
  return JSON.parse(list.replace(/,\s*\]$/, ']')) as string[];
}
