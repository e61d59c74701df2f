import { expect, test } from './fixtures';

test('a chart of the result follows its runs and goes to the notebook', async ({
  lab,
  server
}) => {
  const { page } = lab;
  const elsewhere: string[] = [];
  await page.route(
    url => !['127.0.0.1', 'localhost'].includes(url.hostname),
    route => {
      elsewhere.push(route.request().url());
      return route.abort();
    }
  );
  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await lab.run(
    'SELECT origin, COUNT(*) AS flights FROM flights GROUP BY origin ORDER BY flights DESC LIMIT 5'
  );
  await expect(lab.status).toContainText('5 rows');
  await page
    .locator('.jp-Toolbar [data-command="omnisci:chart-result"]')
    .first()
    .click();
  const chart = page.locator('.jp-OmniSciChart');
  await expect(chart.getByLabel('Mark')).toHaveValue('bar');
  await expect(chart.locator('canvas, svg').first()).toBeVisible();
  await expect(
    chart.getByRole('img', { name: 'Chart of flights by origin' })
  ).toBeVisible();
  await chart.getByLabel('Aggregate').selectOption('max');
  await expect(
    chart.getByRole('img', { name: 'Chart of Max of flights by origin' })
  ).toBeVisible();
  await lab.run('SELECT dep_timestamp, delay FROM flights LIMIT 6000');
  await expect(chart.getByLabel('Mark')).toHaveValue('line');
  await expect(chart.getByRole('status')).toContainText('Times are grouped');
  await chart.getByLabel('Aggregate').selectOption('none');
  await expect(chart.getByRole('status')).toContainText(
    'A sample of 5,000 of 6,000 rows.'
  );
  await lab.run('SELECT no_such_column FROM flights');
  await expect(chart.getByRole('status')).toContainText(
    'This chart shows an earlier result. The editor shows no rows now.'
  );
  await lab.takePicture('chart-of-earlier-result');
  await lab.run('SELECT dep_timestamp, delay FROM flights LIMIT 5500');
  await expect(chart.getByRole('status')).toContainText(
    'A sample of 5,000 of 5,500 rows.'
  );
  await expect(chart.getByRole('status')).not.toContainText('earlier');
  await page.getByRole('button', { name: 'Copy to Notebook' }).click();
  const cell = page
    .locator('.jp-Notebook .jp-CodeCell')
    .filter({ hasText: 'alt.Chart' });
  await expect(cell).toContainText('mark_line');
  await expect(page.locator('#jp-main-statusbar')).toContainText(
    '(ipykernel) | Idle'
  );
  await lab.command('Run All Cells');
  const drawn = cell.locator('.jp-OutputArea-output canvas');
  // The kernel imports pandas, pyarrow and Altair first.
  await expect(drawn).toBeVisible({ timeout: 60_000 });
  await drawn.scrollIntoViewIfNeeded();
  await lab.takePicture('altair');
  // Altair's own renderer loads Vega from a network of its makers.
  expect(elsewhere).toEqual([]);
});
