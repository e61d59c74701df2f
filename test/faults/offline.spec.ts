/** A browser that loses its network: one banner, one look when it is back, and no statement sent twice. */
import type { Page } from '@playwright/test';
import { isFull } from '../helpers/scale';
import { expect, test } from '../ui/fixtures';
import type { LabPage } from '../ui/lab-page';
import { LabBehindRelay } from './lab-behind-relay';

const behind = new LabBehindRelay();

const statements = (): number =>
  behind.relay.count('sql_execute_df') + behind.relay.count('sql_execute');

async function openLab(page: Page): Promise<LabPage> {
  // JupyterLab's own words on a server that is out of reach.
  const dialog = page.locator('.jp-Dialog').last();
  await page.addLocatorHandler(
    dialog,
    () => dialog.locator('.jp-Dialog-footer button').last().click(),
    // One may follow another.
    { noWaitAfter: true }
  );
  return await behind.open(page);
}

/** By the mouse, since JupyterLab's dialogs take the keys away. */
async function runOffline(lab: LabPage, sql: string): Promise<void> {
  await lab.write(sql);
  await lab.page.context().setOffline(true);
  await lab.page
    .getByRole('button', { name: 'Run', exact: true })
    .last()
    .click();
}

test('one banner while it is offline, one look when it is back', async ({
  page,
  context
}) => {
  const lab = await openLab(page);
  let looks = 0;
  page.on('request', request => {
    const { pathname } = new URL(request.url());
    looks += pathname.endsWith('/omnisci/status') ? 1 : 0;
  });
  await context.setOffline(true);
  await expect(lab.trouble).toContainText('This browser is offline');
  await expect(lab.connection).toHaveText('Not connected');
  await expect(lab.trouble).toHaveCount(1);
  await expect(lab.notifications).toHaveCount(0);
  // Dismisses the dialogs, that the picture shows what is under them.
  await lab.sql.click();
  await lab.takePicture('offline');
  expect(looks).toBe(1);

  await context.setOffline(false);
  await expect(lab.connection).toContainText('admin');
  await expect(lab.trouble).toHaveCount(0);
  expect(looks).toBe(2);
});

test('a query that is run offline goes out once, when there is a network', async ({
  page,
  context
}) => {
  const lab = await openLab(page);
  // What runs queries is loaded when first used, which cannot be done now.
  const missed = page.waitForEvent('requestfailed', request =>
    /\.js\b/.test(request.url())
  );
  await runOffline(lab, 'SELECT 6 AS six');
  await missed;
  await expect(lab.trouble).toContainText('This browser is offline');
  await context.setOffline(false);
  await lab.editor
    .getByRole('button', { name: /^Run it (now|again)$/ })
    .click();
  await expect(lab.status).toContainText('1 row');
  expect(statements()).toBe(1);

  await runOffline(lab, 'SELECT 7 AS seven');
  await expect(lab.status).toContainText('Running…');
  await context.setOffline(false);
  await expect(lab.status).toContainText('1 row');
  await expect(lab.trouble).toHaveCount(0);
  expect(statements()).toBe(2);
});

test('what may change something is never sent twice', async ({
  page,
  context
}) => {
  const lab = await openLab(page);
  behind.relay.stall = method => method.startsWith('sql_execute');
  await lab.run("INSERT INTO notes VALUES (1, 'once')");
  await expect.poll(statements).toBe(1);

  await context.setOffline(true);
  await expect(lab.connection).toHaveText('Not connected');
  if (isFull) {
    // The answer that was waited for; the next is asked for when there is a network.
    await page.waitForEvent('requestfailed', request =>
      request.url().includes('/pages/')
    );
  }
  await context.setOffline(false);
  await expect(lab.connection).toContainText('admin');
  await expect(lab.status).toContainText('Running…');
  await page.keyboard.press('ControlOrMeta+.');
  await expect(lab.status).toContainText('Cancelled');
  expect(statements()).toBe(1);

  await runOffline(lab, "INSERT INTO notes VALUES (2, 'perhaps')");
  await expect(lab.status).toContainText('Running…');
  await context.setOffline(false);
  await expect(lab.trouble.filter({ hasText: 'may have run' })).toBeVisible();
  await expect(lab.sql).toContainText('perhaps');
  expect(statements()).toBe(1);
});
