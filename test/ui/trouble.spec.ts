import { expect, QUERY, startLabServer, stopLabServer, test } from './fixtures';
import { LabPage } from './lab-page';

test('a missing session opens the workspace, says what to do, and heals without a reload', async ({
  lab,
  server
}) => {
  server.removeSession();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.trouble).toContainText('Not connected to the database');
  await expect(lab.trouble).toContainText(server.jupyter.folders.sessionFile);
  await expect(lab.notifications).toHaveCount(1);
  await expect(lab.connection).toHaveText('Not connected');

  server.handOver(QUERY);
  await lab.trouble.getByRole('button', { name: 'Try again' }).click();
  await expect(lab.status).toContainText('500 rows');
  await expect(lab.notifications).toHaveCount(0);
});

test('the notification can try again, too', async ({ lab, server }) => {
  server.removeSession();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  server.handOver(QUERY);
  await lab.notifications.getByRole('button', { name: 'Try again' }).click();
  await expect(lab.status).toContainText('500 rows');
});

test('a session that expires keeps the SQL, and its successor runs it', async ({
  lab,
  server
}) => {
  server.writeSession('0123456789abcdef0123456789abcdef');
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.trouble).toContainText(/expired/i);
  await lab.run('SELECT 5 AS five');
  await expect(lab.trouble).toContainText(/expired/i);

  server.handOver();
  await lab.trouble.getByRole('button', { name: 'Try again' }).click();
  await expect(lab.status).toContainText('1 row');
  await expect(lab.sql).toHaveText('SELECT 5 AS five');
});

test('a database that is down is told by name, and the SQL is kept', async ({
  page
}) => {
  const server = await startLabServer();
  try {
    server.handOver();
    await server.sandbox.stop();
    const lab = new LabPage(page, server.jupyter);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await expect(lab.trouble).toContainText(
      `127.0.0.1:${server.sandbox.httpPort}`
    );
    await lab.run('SELECT 6 AS six');
    await expect(lab.trouble).toContainText('127.0.0.1');
    await expect(lab.sql).toHaveText('SELECT 6 AS six');
  } finally {
    await stopLabServer(server);
  }
});

test('a sidecar that was killed is back at the next Run', async ({
  lab,
  server
}) => {
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.status).toContainText('500 rows');
  process.kill(server.sidecarPid(), 'SIGKILL');
  await expect(async () => {
    await lab.run('SELECT 8 AS eight');
    await expect(lab.status).toContainText('1 row', { timeout: 10_000 });
  }).toPass();
  await expect(lab.sql).toHaveText('SELECT 8 AS eight');
});
