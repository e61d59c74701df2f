/** What a user sees of a sidecar that was killed or stopped: an error, her SQL, and a way on. */
import { isFull, limitMs } from '../helpers/scale';
import { expect, test } from '../ui/fixtures';
import type { LabPage } from '../ui/lab-page';
import { LabBehindRelay } from './lab-behind-relay';

const SLOW = 'SELECT COUNT(*) FROM flights';
const SAYS_SO_MS = limitMs(15_000);

const behind = new LabBehindRelay();

/** A query that the database works on for longer than any test. */
async function startSlow(lab: LabPage): Promise<void> {
  behind.relay.stall = method => method.startsWith('sql_execute');
  await lab.run(SLOW);
  await expect(lab.status).toContainText('Running…');
  await expect.poll(() => behind.relay.count('sql_execute_df')).toBe(1);
  behind.relay.stall = () => false;
}

test('killed in the midst of a query: an error, the SQL is kept, and Run works', async ({
  page
}) => {
  const lab = await behind.open(page);
  await startSlow(lab);
  process.kill(behind.server.sidecarPid(), 'SIGKILL');
  await expect(lab.trouble).toContainText('Run it again', {
    timeout: limitMs(10_000)
  });
  await expect(lab.sql).toHaveText(SLOW);
  // Nobody but the user sends a statement again.
  expect(behind.relay.count('sql_execute_df')).toBe(1);
  await lab.run('SELECT 8 AS eight');
  await expect(lab.status).toContainText('1 row');
});

test('stopped before a query: the editor says so within 15 seconds, and one click runs the query', async ({
  page
}) => {
  const lab = await behind.open(page);
  process.kill(behind.server.sidecarPid(), 'SIGSTOP');
  await lab.run('SELECT 9 AS nine');
  await expect(lab.trouble).toContainText('The query was interrupted', {
    timeout: SAYS_SO_MS
  });
  await lab.takePicture('sidecar-stopped');
  expect(behind.relay.count('sql_execute_df')).toBe(0);
  await lab.trouble.getByRole('button', { name: 'Run it again' }).click();
  await expect(lab.status).toContainText('1 row');
  await expect(lab.sql).toHaveText('SELECT 9 AS nine');
  expect(behind.relay.count('sql_execute_df')).toBe(1);
});

// Takes as long as the test before, and shows less.
if (isFull) {
  test('stopped in the midst of a query: the editor says so within 15 seconds', async ({
    page
  }) => {
    const lab = await behind.open(page);
    await startSlow(lab);
    process.kill(behind.server.sidecarPid(), 'SIGSTOP');
    await expect(lab.trouble).toContainText(/was (lost|interrupted)/, {
      timeout: SAYS_SO_MS
    });
    await expect(lab.sql).toHaveText(SLOW);
    expect(behind.relay.count('sql_execute_df')).toBe(1);
    await expect(lab.connection).toContainText('admin');
  });
}
