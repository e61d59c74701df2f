import { join } from 'node:path';
import { ROOT } from '../helpers/root';
import { expect, test } from './fixtures';
import type { LabPage } from './lab-page';

const QUERY = `SELECT origin, COUNT(*) AS flights, AVG(delay) AS mean_delay
FROM flights
WHERE distance > 500
GROUP BY origin
ORDER BY flights DESC`;

const THEMES = ['light', 'dark'] as const;

const chooseTheme = async (
  lab: LabPage,
  theme: 'light' | 'dark'
): Promise<void> => {
  if (theme === 'dark') {
    await lab.page.getByRole('menuitem', { name: 'Settings' }).click();
    await lab.page.locator('.lm-Menu-item', { hasText: /^Theme$/ }).hover();
    await lab.page
      .locator('.lm-Menu-item', { hasText: /^JupyterLab Dark$/ })
      .click();
    await expect(lab.page.locator('body')).toHaveAttribute(
      'data-jp-theme-light',
      'false'
    );
    await expect(lab.page.locator('#jupyterlab-splash')).toHaveCount(0);
  }
};

/** The documents show some of what the tests see; OMNISCI_TAKE_PICTURES=1 renews them. */
const take = async (lab: LabPage, name: string): Promise<void> => {
  const isShown = /^(workspace|missing-session)-/.test(name);
  const folder =
    isShown && process.env['OMNISCI_TAKE_PICTURES']
      ? 'docs/images'
      : 'build/pictures';
  await lab.page.screenshot({ path: join(ROOT, folder, `${name}.png`) });
};

for (const theme of THEMES) {
  test(`the workspace in the ${theme} theme`, async ({ lab, server }) => {
    server.handOver(QUERY);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await lab.runFirstCell();
    await expect(lab.output).toBeVisible();
    await chooseTheme(lab, theme);
    await take(lab, `workspace-${theme}`);
    await lab.run('SELECT carrier FROM flights');
    await expect(lab.trouble).toBeVisible();
    await take(lab, `query-error-${theme}`);
    await lab.run('SELECT * FROM every_type');
    await expect(lab.status).toContainText('3 rows');
    await take(lab, `types-${theme}`);
  });

  test(`a missing session in the ${theme} theme`, async ({ lab, server }) => {
    server.removeSession();
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await chooseTheme(lab, theme);
    await take(lab, `missing-session-${theme}`);
  });
}

// The setting stays with the server, which the next file may share.
test.afterAll(async ({ browser, server }) => {
  const page = await browser.newPage();
  await page.request.put(
    new URL(
      'lab/api/settings/@jupyterlab/apputils-extension:themes',
      server.jupyter.url
    ).href,
    {
      data: { raw: '{}' },
      headers: { Authorization: `token ${server.jupyter.token}` }
    }
  );
  await page.close();
});
