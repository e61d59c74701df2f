/** A page that goes away takes its query with it, in the database too. */
import { type IRelay, startRelay } from '../helpers/relay';
import { limitMs } from '../helpers/scale';
import { expect, startLabServer, stopLabServer, test } from './fixtures';
import { LabPage } from './lab-page';

/** A query that the sandbox works on for minutes. */
const ENDLESS =
  'SELECT COUNT(*) FROM flights a, flights b WHERE a.delay + b.delay > 5';

test('closing the page interrupts its query within two seconds, and on its own clone only', async ({
  page
}) => {
  let relay: IRelay | undefined;
  const server = await startLabServer({
    before: async port => (relay = await startRelay(port)).port
  });
  const sessionsOf = (method: string): string[] =>
    (relay?.calls ?? [])
      .filter(call => call.method === method)
      .map(call => call.session);
  try {
    server.handOver();
    const lab = new LabPage(page, server.jupyter);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await lab.run(ENDLESS);
    await expect(lab.status).toContainText('Running…');
    await expect.poll(() => sessionsOf('sql_execute_df').length).toBe(1);
    expect(sessionsOf('interrupt').length).toBe(0);

    await page.close();
    await expect
      .poll(() => sessionsOf('interrupt').length, { timeout: limitMs(2_000) })
      .toBeGreaterThan(0);
    // The clone is let go of when the database has answered the query itself.
    await expect.poll(() => sessionsOf('disconnect').length).toBe(1);
    const [clone] = sessionsOf('sql_execute_df');
    expect(clone === server.session).toBe(false);
    for (const method of ['interrupt', 'disconnect']) {
      expect(sessionsOf(method).every(session => session === clone)).toBe(true);
    }
  } finally {
    await stopLabServer(server);
    await relay?.stop();
  }
});
