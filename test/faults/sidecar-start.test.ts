/** How soon a sidecar answers after its start, also where all that it depends on hangs. */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { limitMs, times } from '../helpers/scale';
import {
  buildSidecarOnce,
  privateFolder,
  startSidecar
} from '../helpers/sidecar';
import { tell } from '../helpers/spread';

const LIMIT_MS = limitMs(1_000);

beforeAll(() => buildSidecarOnce());

test('answers `/` within a second, though file and database hang', async () => {
  const database = createServer(() => undefined);
  await new Promise<void>(done => database.listen(0, '127.0.0.1', done));
  const { port } = database.address() as { port: number };
  let connections = 0;
  database.on('connection', () => connections++);
  const folder = await privateFolder('omnisci-session-');
  // Whoever opens it to read waits for a writer.
  const fifo = join(folder, 'fifo');
  execFileSync('mkfifo', [fifo]);

  const took: number[] = [];
  for (let start = 0; start < times({ quick: 3, full: 50 }); start++) {
    const startedAt = performance.now();
    const sidecar = await startSidecar({
      config: { sessionFile: fifo },
      env: {
        OMNISCI_PROTOCOL: 'binary',
        OMNISCI_HOST: '127.0.0.1',
        OMNISCI_PORT: String(port)
      }
    });
    took.push(performance.now() - startedAt);
    await sidecar.stop();
  }
  expect(connections).toBe(0);
  expect(tell('Sidecar, ready after its start', took).p50).toBeLessThan(
    LIMIT_MS
  );
  database.close();
  rmSync(folder, { recursive: true, force: true });
});
