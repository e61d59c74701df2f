/** A session of which it is known when it ends: the warning, logging in again, and what follows. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { LabPage } from '../ui/lab-page';
import { type LabServer, startLabServer, stopLabServer } from '../ui/fixtures';

const MINUTE = 60_000;

let server: LabServer;
let loginPage: http.Server;

test.beforeAll(async () => {
  loginPage = http.createServer((_request, response) => {
    writeSession(120);
    response.setHeader('Content-Type', 'text/html');
    response.end('<title>Immerse</title>You are logged in.');
  });
  await new Promise<void>(resolve => loginPage.listen(0, '127.0.0.1', resolve));
  const { port } = loginPage.address() as AddressInfo;
  server = await startLabServer({
    config: {
      OmniSciConfig: { login_url: `http://127.0.0.1:${port}/login` }
    }
  });
});
test.afterAll(async () => {
  await stopLabServer(server);
  loginPage.close();
});

/** @param minutes - from now on, for which the session is good. */
function writeSession(minutes: number, session = server.session): void {
  const expires = new Date(Date.now() + minutes * MINUTE).toISOString();
  server.writeSession(JSON.stringify({ session, expires }));
}

/** Presses the button, and comes back once the page that it opens has logged in. */
async function logIn(lab: LabPage, context: BrowserContext): Promise<void> {
  const opened = context.waitForEvent('page');
  await lab.page.getByRole('button', { name: 'Log In' }).click();
  const login = await opened;
  await expect(login.locator('body')).toContainText('You are logged in.');
  await login.close();
  await lab.page.evaluate(() => window.dispatchEvent(new Event('focus')));
}

test('a session that is about to end is told, and logging in again goes on where one was', async ({
  page,
  context
}) => {
  const lab = new LabPage(page, server.jupyter);
  writeSession(120);
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.connection).toContainText('@');
  writeSession(5);
  await lab.reconnect();
  await expect(lab.notifications).toContainText(/session ends at \d/);
  await expect(lab.connection).toContainText('until');
  // Not in the popup of the toolbar, which takes what is too wide.
  await expect(lab.connection).toBeVisible();

  await logIn(lab, context);
  await expect(lab.notifications).toHaveCount(0);
  await expect(lab.connection).not.toContainText('until');
  await expect(lab.connection).toHaveAttribute('title', /good until/);
  await expect(lab.connection).toBeVisible();

  writeSession(-1, '0123456789abcdef0123456789abcdef');
  await lab.run('SELECT 7 AS seven');
  await expect(lab.trouble).toContainText('Your session has ended');
  await logIn(lab, context);
  await expect(lab.status).toContainText('1 row');
  await expect(lab.trouble).toHaveCount(0);
  await expect(lab.sql).toHaveText('SELECT 7 AS seven');
});
