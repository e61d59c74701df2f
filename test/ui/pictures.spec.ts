import { join } from 'node:path';
import { ROOT } from '../helpers/root';
import { expect, test } from './fixtures';
import type { LabPage } from './lab-page';

const QUERY = `SELECT origin, COUNT(*) AS flights, AVG(delay) AS mean_delay
FROM flights
WHERE distance > 500
GROUP BY origin
ORDER BY flights DESC`;

/** Long enough for a picture; cancelled after it. */
const SLOW = `SELECT COUNT(*)
FROM flights a, flights b
WHERE a.distance + b.distance > 100 AND a.delay < b.delay`;

const isForDocuments = process.env['OMNISCI_TAKE_PICTURES'] !== undefined;

/** What is tested is the same in both. */
const THEMES = isForDocuments
  ? (['light', 'dark'] as const)
  : ['light' as const];

const chooseTheme = async (
  lab: LabPage,
  theme: 'light' | 'dark'
): Promise<void> => {
  if (theme === 'dark') {
    await lab.chooseDarkTheme();
  }
};

/** The documents show some of what the tests see; OMNISCI_TAKE_PICTURES=1 renews them. */
const take = async (lab: LabPage, name: string): Promise<void> => {
  const isShown =
    /^(workspace|missing-session|query-error|running|schema|chart)-/.test(name);
  const folder = isShown && isForDocuments ? 'docs/images' : 'build/pictures';
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
    await take(lab, `running-${theme}`);
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
    await take(lab, `schema-${theme}`);
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
    await take(lab, `chart-${theme}`);
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
