/** What an administrator sets, as a user of the browser meets it. */
import { join } from 'node:path';
import { ROOT } from '../helpers/root';
import { expect, startLabServer, stopLabServer, test } from './fixtures';
import { LabPage } from './lab-page';

test('limits of the administrator are all that is offered, and the check says what is set', async ({
  page
}) => {
  const server = await startLabServer({
    config: {
      OmniSciConfig: {
        ...{ max_rows: 200, allow_export: false, allow_history: false }
      }
    }
  });
  try {
    server.handOver("SELECT * FROM flights WHERE origin = 'SFO'");
    const lab = new LabPage(page, server.jupyter);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await expect(page.locator('.jp-OmniSciMoreRows')).toContainText(
      'First 200 rows; the administrator allows no more.'
    );
    const limit = page.getByRole('combobox', { name: 'Row limit' });
    await expect(limit.locator('option')).toHaveText(['200 rows']);
    await lab.connection.click();
    await page.getByRole('menuitem', { name: 'Check…' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByRole('status')).toHaveText(
      'Everything that was checked works.'
    );
    await expect(dialog).toContainText('OmniSciConfig.max_rows = 200');
    await expect(dialog).not.toContainText(server.session);
    server.removeSession();
    await dialog.getByRole('button', { name: 'Check Again' }).click();
    await expect(dialog.getByRole('status')).toHaveText(/problem/);
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  } finally {
    await stopLabServer(server);
  }
});

test('whom an authorizer refuses reads so, and is not told to log in', async ({
  page
}) => {
  const server = await startLabServer({
    config: { ServerApp: { authorizer_class: 'refusing.NoDatabase' } },
    env: { PYTHONPATH: join(ROOT, 'test/ui/managers') }
  });
  try {
    server.handOver();
    const lab = new LabPage(page, server.jupyter);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await expect(lab.trouble).toContainText(
      'You are logged in to Jupyter, but may not use the database here.'
    );
    await expect(page.locator('body')).not.toContainText(/log in to Jupyter/i);
  } finally {
    await stopLabServer(server);
  }
});
