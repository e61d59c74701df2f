/**
 * The session file is rotated by a thread of its own while many read it: whatever the writer's
 * way, each answer is one whole ID, and none that was replaced before the question.
 */
import { once } from 'node:events';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { SessionReply } from '../../server/protocol';
import { ApiError } from '../../server/errors/api-error';
import { SessionFile } from '../../server/session/session-file';
import { COUNT, turnOf } from '../helpers/rotator.mjs';
import { isFull, times } from '../helpers/scale';
import { type ISidecar, privateFolder, startSidecar } from '../helpers/sidecar';
import { until } from '../helpers/until';

const READS = times({ quick: 1_000, full: 100_000 });
const TURNS = times({ quick: 100, full: 10_000 });
const READERS = 64;
const CALLERS = 8;
const SALT = 'salt of the rotation tests';

let sidecar: ISidecar | undefined;
afterEach(() => sidecar?.stop());

/** What came of one question; `from` and `to` are the turns that it can have met. */
type Outcome = { what: string; from: number; to: number };

async function rotateAndRead(kind: string) {
  const folder = await privateFolder('omnisci-rotation-');
  const path = join(folder, 'session');
  const memory = new SharedArrayBuffer(4 * (TURNS + 8));
  const counts = new Int32Array(memory);
  const count = (place: number): number => Atomics.load(counts, place);
  const worker = new Worker(join(__dirname, '../helpers/rotator.mjs'), {
    workerData: { kind, folder, salt: SALT, turns: TURNS, reads: READS, memory }
  });
  const ended = once(worker, 'exit');
  await until(() => count(COUNT.begun) || null, 'the file rotates');
  sidecar = await startSidecar({ config: { sessionFile: path } });

  const outcomes: Outcome[] = [];
  /** Asks until all was read and rotated. The ID is judged and forgotten. */
  const keepAsking = async (ask: () => Promise<string>): Promise<void> => {
    while (count(COUNT.done) < TURNS || count(COUNT.reads) < READS) {
      const from = count(COUNT.done);
      const answer = await ask();
      const turn = turnOf(SALT, answer);
      const what =
        turn >= from ? 'whole' : turn >= 0 ? 'replaced before' : codeIn(answer);
      outcomes.push({ what, from, to: count(COUNT.begun) });
    }
  };
  const readers = Array.from({ length: READERS }, () => {
    const file = new SessionFile({ path, user: null, requirePrivate: false });
    return keepAsking(async () => {
      const answer = await file.read().then(
        ({ session }) => session,
        (error: unknown) => `!${error instanceof ApiError ? error.code : ''}`
      );
      Atomics.add(counts, COUNT.reads, 1);
      return answer;
    });
  });
  const callers = Array.from({ length: CALLERS }, () =>
    keepAsking(async () => {
      const { session, state, message } = (
        await sidecar!.get('/session')
      ).json<SessionReply>();
      // The two seconds are the sidecar's promise, and a starved machine can use them up.
      const isLate = message?.includes('could not be read within');
      return session || `!${isLate ? 'late' : state}`;
    })
  );
  await Promise.all([...readers, ...callers, ended]);

  const isSlow = ({ from, to }: Outcome): boolean =>
    counts.subarray(COUNT.slow + from, COUNT.slow + to + 1).includes(1);
  const tally: Record<string, number> = {};
  for (const outcome of outcomes) {
    const name =
      outcome.what === 'no ID' && isSlow(outcome)
        ? 'beyond the promise'
        : outcome.what;
    tally[name] = (tally[name] ?? 0) + 1;
  }
  return tally;
}

const codeIn = (answer: string): string =>
  answer.startsWith('!') ? answer.slice(1) : 'no ID';

test.each(['by rename', 'by links as in Kubernetes'])(
  'answers one whole ID, and none that is old, while the file is rotated %s',
  async kind => {
    const { whole = 0, late = 0, ...others } = await rotateAndRead(kind);
    expect(others).toEqual({});
    expect(late).toBeLessThan(READS / (isFull ? 100 : 10));
    expect(whole).toBeGreaterThan(READS);
  }
);

test('answers one whole ID, or says that it cannot, while the file is rotated in place', async () => {
  const tally = await rotateAndRead('in place');
  const { whole = 0 } = tally;
  expect(tally['no ID']).toBeUndefined();
  expect(tally['replaced before']).toBeUndefined();
  expect(whole).toBeGreaterThan(READS * (isFull ? 0.9 : 0.5));
});
