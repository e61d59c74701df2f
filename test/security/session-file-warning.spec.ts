/** What a user sees of a session file that others can read: told once a page, and never in the way. */
import { chmodSync } from 'node:fs';
import { expect, QUERY, test } from '../ui/fixtures';

test('an exposed session file is warned of once a page, until it is mended', async ({
  lab,
  server
}) => {
  const { sessionFile } = server.jupyter.folders;
  const warnings = () => server.jupyter.log.match(/The session file is open/g);
  chmodSync(sessionFile, 0o644);
  await lab.open('lab?omnisci&reset');
  await expect(lab.status).toContainText('500 rows');
  await expect(lab.notifications).toHaveCount(1);
  await expect(lab.notifications).toContainText(`chmod 600 ${sessionFile}`);
  await expect(lab.page.getByRole('dialog')).toHaveCount(0);

  // Whoever refreshes and runs is not told again.
  await lab.reconnect();
  await lab.run(QUERY.replace('500', '400'));
  await expect(lab.status).toContainText('400 rows');
  await expect(lab.notifications).toHaveCount(1);
  expect(warnings()).toHaveLength(1);

  chmodSync(sessionFile, 0o600);
  await lab.reconnect();
  await expect(lab.notifications).toHaveCount(0);

  // The log tells that it came back; this page has been told.
  chmodSync(sessionFile, 0o644);
  await lab.reconnect();
  await expect.poll(() => warnings()?.length).toBe(2);
  await expect(lab.notifications).toHaveCount(0);
});
