import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import type { LabPage } from './lab-page';
import { THEMES } from './picture';

const QUERY = `SELECT origin, COUNT(*) AS flights, AVG(delay) AS mean_delay
FROM flights
WHERE distance > 500
GROUP BY origin
ORDER BY flights DESC`;

/** Long enough for a picture; cancelled after it. */
const SLOW = `SELECT COUNT(*)
FROM flights a, flights b
WHERE a.distance + b.distance > 100 AND a.delay < b.delay`;

const chooseTheme = async (
  lab: LabPage,
  theme: 'light' | 'dark'
): Promise<void> => {
  if (theme === 'dark') {
    await lab.chooseDarkTheme();
  }
};

/** As for somebody who comes for the first time. */
test.beforeEach(({ server }) => {
  const { root } = server.jupyter.folders;
  for (const name of readdirSync(root).filter(name => /\.ipynb$/.test(name))) {
    rmSync(join(root, name));
  }
});

for (const theme of THEMES) {
  test(`the workspace in the ${theme} theme`, async ({ lab, server }) => {
    server.handOver(QUERY);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await lab.runFirstCell();
    await expect(lab.firstCell.locator('.jp-InputPrompt')).toHaveText(
      /^\[\d+\]:$/
    );
    await chooseTheme(lab, theme);
    await lab.takePicture('workspace');
    await lab.run('SELECT carrier FROM flights');
    await expect(lab.trouble).toBeVisible();
    await lab.takePicture('query-error');
    await lab.run('SELECT * FROM every_type');
    await expect(lab.status).toContainText('3 rows');
    await lab.takePicture('types');
  });

  test(`a query that runs, the schema browser and a chart in the ${theme} theme`, async ({
    lab,
    server
  }) => {
    server.handOver(QUERY);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await expect(lab.status).toContainText('rows');
    await chooseTheme(lab, theme);

    await lab.run(SLOW);
    await expect(lab.status).toContainText('0:02');
    await lab.takePicture('running');
    await lab.page.keyboard.press('ControlOrMeta+.');
    await expect(lab.status).toContainText('Cancelled');

    await lab.page.getByRole('tab', { name: 'Database', exact: true }).click();
    const flights = lab.page
      .getByRole('treeitem')
      .filter({ has: lab.page.getByText('flights', { exact: true }) });
    await flights.locator('.jp-OmniSciSchema-caret').click();
    await expect(flights).toContainText('3,000,000 rows');
    await lab.run(QUERY);
    await expect(lab.status).toContainText('columns');
    await lab.page.keyboard.press('ControlOrMeta+A');
    await lab.page.keyboard.insertText(
      'SELECT f.origin, f.distance\nFROM flights AS f\nWHERE f.'
    );
    await lab.page.keyboard.press('Tab');
    await expect(
      lab.page.locator('.jp-Completer:not(.lm-mod-hidden)')
    ).toContainText('delay');
    await lab.takePicture('schema');
    await lab.page.keyboard.press('Escape');

    await lab.run(QUERY);
    await expect(lab.status).toContainText('columns');
    await lab.page
      .locator('.jp-Toolbar [data-command="omnisci:chart-result"]')
      .first()
      .click();
    await expect(
      lab.page.locator('.jp-OmniSciChart').locator('canvas, svg').first()
    ).toBeVisible();
    await lab.takePicture('chart');
  });

  test(`a missing session in the ${theme} theme`, async ({ lab, server }) => {
    server.removeSession();
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    // Once there is a kernel, its language has colours.
    await expect(lab.firstCell.locator('.cm-line span').first()).toBeVisible();
    await chooseTheme(lab, theme);
    await lab.takePicture('missing-session');
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
