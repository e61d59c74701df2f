/** A database that has answered, and then ends or stops: told as what it is, not as a wrong address. */
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StatusReply } from '../../server/protocol';
import type { SidecarError } from '../../src/sidecar/sidecar-error';
import { queryAsBrowser } from '../helpers/browser-query';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { type ISidecar, sessionFile, startSidecar } from '../helpers/sidecar';
import { until } from '../helpers/until';

/** Minutes at least. */
const ENDLESS =
  'SELECT COUNT(*) FROM flights a, flights b WHERE CAST(a.delay AS BIGINT) * b.distance > 7';

const NO_MORE = /^The database at 127\.0\.0\.1:\d+ no longer answers: /;
/** What is right where it never worked. */
const BLAMES = /protocol|port\b/;

let sandbox: ISandbox;
let sidecar: ISidecar;

/** What comes of a query: `rows`, or the error. */
const query = (sql: string): Promise<unknown> =>
  queryAsBrowser(sidecar.socketPath, sql).then(
    () => 'rows',
    (error: unknown) => error
  );

const status = async (): Promise<StatusReply> =>
  (await sidecar.get('/status')).json();

/** Seconds of processor time that the database has used; Linux counts in hundredths. */
async function secondsWorked(): Promise<number> {
  const stat = await readFile(`/proc/${sandbox.pid}/stat`, 'utf8');
  const [user = 0, system = 0] = stat.split(' ').slice(13, 15).map(Number);
  return (user + system) / 100;
}

/** Starts a query, and waits until the database works on it, which is longer than any call takes. */
async function startEndless(): Promise<{ outcome: Promise<unknown> }> {
  const before = await secondsWorked();
  const outcome = query(ENDLESS);
  await until(
    async () => ((await secondsWorked()) > before + 4 ? true : null),
    'the database works'
  );
  return { outcome };
}

describe.each(['http', 'binary'] as const)('over %s', protocol => {
  beforeEach(async () => {
    sandbox = await startSandbox();
    sidecar = await startSidecar({
      config: {
        sessionFile: await sessionFile(await sandbox.logIn()),
        connectTimeout: 1,
        answerTimeout: 2
      },
      env: {
        OMNISCI_PROTOCOL: protocol,
        OMNISCI_HOST: '127.0.0.1',
        OMNISCI_PORT: String(
          protocol === 'http' ? sandbox.httpPort : sandbox.binaryPort
        )
      }
    });
    expect(await query('SELECT 1 AS one')).toBe('rows');
  });
  afterEach(async () => {
    await sidecar?.stop();
    await sandbox?.stop();
  });

  test('killed in the middle of a query: lost, and the query may have run', async () => {
    const { outcome } = await startEndless();
    process.kill(sandbox.pid, 'SIGKILL');
    const error = (await outcome) as SidecarError;
    expect(error).toMatchObject({
      code: 'database_lost',
      isConnectionError: true,
      isAnswerLost: true
    });
    expect(error.message).toMatch(NO_MORE);
    expect(error.message).not.toMatch(BLAMES);

    // It takes a moment to end, and until then accepts what it never answers.
    const { message } = await until(async () => {
      const reply = await status();
      return reply.state === 'database_unreachable' ? reply : null;
    }, 'its port is closed');
    expect(message).toMatch(NO_MORE);
    expect(message).not.toMatch(BLAMES);
  });

  // Over which protocol it stays silent makes no difference.
  test.runIf(protocol === 'http')(
    'stopped in the middle of a query: the status tells, and both heal',
    async () => {
      const { outcome } = await startEndless();
      process.kill(sandbox.pid, 'SIGSTOP');
      try {
        const { state, message } = await status();
        expect(state).toBe('database_timeout');
        expect(message).toMatch(NO_MORE);
        expect(message).not.toMatch(BLAMES);
      } finally {
        process.kill(sandbox.pid, 'SIGCONT');
      }
      await until(
        async () => ((await status()).state === 'connected' ? true : null),
        'the database answers again'
      );
      process.kill(sandbox.pid, 'SIGKILL');
      expect(await outcome).toMatchObject({ code: 'database_lost' });
    }
  );
});
