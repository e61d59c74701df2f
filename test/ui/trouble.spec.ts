import { expect, QUERY, startLabServer, stopLabServer, test } from './fixtures';
import { LabPage } from './lab-page';

/** Nothing is left on screen of a trouble that is over. */
async function expectHealed(lab: LabPage): Promise<void> {
  await expect(lab.connection).toContainText('admin');
  await expect(lab.trouble).toHaveCount(0);
  await expect(lab.notifications).toHaveCount(0);
  await expect(
    lab.page.getByRole('button', { name: /^(Try again|Run it)/ })
  ).toHaveCount(0);
}

test('a missing session opens the workspace, says what to do, and heals without a reload', async ({
  lab,
  server
}) => {
  server.removeSession();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.trouble).toContainText('Not connected to the database');
  await expect(lab.trouble).toContainText(server.jupyter.folders.sessionFile);
  await expect(lab.connection).toHaveText('Not connected');
  await lab.page.getByRole('tab', { name: 'Database', exact: true }).click();
  await expect(
    lab.page.getByRole('region', { name: 'Database' }).getByRole('status')
  ).toContainText('Not connected');
  await lab.takePicture('no-session');
  // It is told with one way to try again, also where there are two editors side by side.
  const tryAgain = lab.page.getByRole('button', { name: 'Try again' });
  await expect(tryAgain).toHaveCount(1);
  await expect(lab.notifications).toHaveCount(0);
  await lab.notebookTabs.click();
  await lab.command('New OmniSci SQL Editor');
  await expect(lab.editor).toHaveCount(2);
  await expect(
    lab.page.getByText('Another SQL editor on screen says why.')
  ).toBeVisible();
  await expect(tryAgain).toHaveCount(1);
  await lab.takePicture('missing-session-twice');
  await lab.editorTabs
    .filter({ hasText: 'SQL 2' })
    .locator('.lm-TabBar-tabCloseIcon')
    .click();

  server.handOver(QUERY);
  await lab.trouble.getByRole('button', { name: 'Try again' }).click();
  await expect(lab.status).toContainText('500 rows');
  await expectHealed(lab);
});

test('a notification tells of trouble where no SQL editor does', async ({
  lab,
  server
}) => {
  server.removeSession();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.trouble).toBeVisible();
  await lab.editorTabs.locator('.lm-TabBar-tabCloseIcon').click();
  await expect(lab.notifications).toHaveCount(1);
  await lab.command('New OmniSci SQL Editor');
  await expect(lab.notifications).toHaveCount(0);
  await expect(lab.trouble).toBeVisible();
  await lab.editorTabs.locator('.lm-TabBar-tabCloseIcon').click();
  server.handOver(QUERY);
  await lab.notifications.getByRole('button', { name: 'Try again' }).click();
  await expect(lab.notifications).toHaveCount(0);
  await lab.command('New OmniSci SQL Editor');
  await expectHealed(lab);
});

test('a session that comes back is noticed', async ({ lab, server }) => {
  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.connection).toContainText('admin');
  const loseSession = async (): Promise<void> => {
    server.removeSession();
    await lab.run('CREATE TABLE IF NOT EXISTS notes (n INT)');
    await expect(lab.trouble).toContainText('Not connected to the database');
    await expect(lab.connection).toHaveText('Not connected');
    server.handOver();
  };
  await loseSession();
  await lab.run('SELECT 6 AS six');
  await expect(lab.status).toContainText('1 row');
  await expectHealed(lab);

  await loseSession();
  await lab.page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(lab.connection).toContainText('admin');
  await lab.editor.getByRole('button', { name: 'Run it now' }).click();
  await expect(lab.status).toContainText('Done');
  await expectHealed(lab);
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
  await expectHealed(lab);
});

test('an error is told by the editor’s line, and its place is marked and shown', async ({
  lab,
  server
}) => {
  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await lab.run('SELECT 1 AS one;\n\nSELECT *\nFROM nowhere');
  await expect(
    lab.trouble.or(lab.editor.locator('.jp-OmniSciLog'))
  ).toContainText('From line 4, column 6 to line 4, column 12');
  const mark = lab.sql.locator('.jp-OmniSciError');
  await expect(mark).toHaveText('nowhere');
  await lab.takePicture('error-of-script');

  await lab.page.keyboard.press('Control+Enter');
  await expect(lab.trouble).toContainText('line 4, column 6');
  await expect(mark).toHaveText('nowhere');
  await lab.takePicture('error-marked');
  await lab.page.keyboard.press('Control+Home');
  await lab.trouble.getByRole('button', { name: 'Show in the Text' }).click();
  await lab.page.keyboard.insertText('flights LIMIT 3');
  await expect(mark).toHaveCount(0);
  await expect(lab.sql).toContainText('FROM flights LIMIT 3');
  await lab.page.keyboard.press('Control+Enter');
  await expect(lab.status).toContainText('3 rows');
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
    // What is shown can be found in the log.
    const id = await lab.trouble.locator('code').innerText();
    expect(server.jupyter.log).toContain(id);
    await page.context().grantPermissions(['clipboard-read']);
    await lab.trouble.getByRole('button', { name: 'Copy' }).click();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(id);
    await lab.takePicture('database-down');
    await lab.chooseDarkTheme();
    await lab.takePicture('database-down');
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
