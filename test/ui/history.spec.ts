import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import type { LabPage } from './lab-page';

const entries = (lab: LabPage): Locator =>
  lab.page.locator('.jp-OmniSciHistory-entry');

const show = async (lab: LabPage): Promise<void> => {
  await lab.page
    .locator('.jp-Toolbar [data-command="omnisci:show-history"]')
    .first()
    .click();
  await expect(
    lab.page.getByRole('searchbox', { name: 'Search the history' })
  ).toBeFocused();
};

test('what was run is kept through the link’s reset, searched, and put back', async ({
  lab,
  server
}) => {
  const { page } = lab;
  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await lab.run('SELECT origin FROM flights LIMIT 4');
  await expect(lab.status).toContainText('4 rows');
  await lab.run('SELECT carrier FROM flights');
  await expect(lab.trouble).toBeVisible();
  await show(lab);
  await expect(entries(lab)).toHaveCount(2);
  await expect(entries(lab).first()).toContainText('Failed');

  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await show(lab);
  await expect(entries(lab)).toHaveCount(2);
  await page.keyboard.insertText('LIMIT origin');
  await expect(entries(lab)).toHaveCount(1);
  await expect(entries(lab)).toContainText('4 rows');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(lab.sql).toHaveText('SELECT origin FROM flights LIMIT 4');
  await expect(lab.sql).toBeFocused();
  await entries(lab).getByRole('button', { name: 'Run again' }).click();
  await expect(lab.status).toContainText('4 rows');
});

test('keeps no secret, and clears when it is confirmed', async ({
  lab,
  server
}) => {
  const { page } = lab;
  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await lab.run("CREATE USER ada (password = 'hunter2')");
  await show(lab);
  await expect(entries(lab).first()).toContainText("password = '•••'");
  const stored = await page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opened = indexedDB.open('jupyterlab-omnisci');
        opened.onerror = () => reject(new Error('There is no history.'));
        opened.onsuccess = () => {
          const all = opened.result
            .transaction('query-history')
            .objectStore('query-history')
            .getAll();
          all.onsuccess = () => resolve(JSON.stringify(all.result));
        };
      })
  );
  expect(stored).toContain('CREATE USER ada');
  expect(stored).not.toContain('hunter2');
  await page
    .locator('.jp-OmniSciHistory')
    .getByRole('button', { name: 'Clear the query history' })
    .click();
  await page.getByRole('dialog').getByRole('button', { name: 'Clear' }).click();
  await expect(entries(lab)).toHaveCount(0);
  await expect(page.locator('.jp-OmniSciHistory')).toContainText(
    'Statements that you run in a SQL editor appear here.'
  );
});
