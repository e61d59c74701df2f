/** A million rows into a DataFrame of a notebook: `%%omnisci_sql`, and `select_ipc` of heavyai. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { testPython } from '../helpers/python';
import { ROOT } from '../helpers/root';
import { startLabServer, stopLabServer } from '../ui/fixtures';
import { type Figure, figureOf, type Round } from './figure';

export async function benchNotebook(rounds: number): Promise<Figure[]> {
  const server = await startLabServer();
  try {
    server.handOver();
    const { stdout } = await promisify(execFile)(
      testPython(),
      [
        join(ROOT, 'test/bench/million_rows.py'),
        String(rounds),
        String(server.sandbox.binaryPort)
      ],
      {
        env: {
          ...process.env,
          JUPYTER_RUNTIME_DIR: server.jupyter.folders.runtime,
          JPY_PARENT_PID: String(server.jupyter.pid)
        }
      }
    );
    const line = stdout.trim().split('\n').at(-1) ?? '[]';
    return [
      figureOf(
        { name: 'notebook: a million rows in pandas', unit: 'ms', aim: 1.2 },
        JSON.parse(line) as Round[]
      )
    ];
  } finally {
    await stopLabServer(server);
  }
}
