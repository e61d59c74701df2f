import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startLabServer, stopLabServer, type LabServer } from './fixtures';
import { LabPage } from './lab-page';

let server: LabServer;

test.beforeAll(async () => {
  server = await startLabServer({
    config: {
      LabApp: {
        extra_labextensions_path: [join(__dirname, 'foreign-extensions')]
      }
    }
  });
});
test.afterAll(() => stopLabServer(server));

test('another extension adds a button to a result, and finds its tabs and its grid by a token', async ({
  page
}) => {
  server.handOver('SELECT 7 AS n; SELECT 8 AS n, 9 AS m');
  const lab = new LabPage(page, server.jupyter);
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  const cell = lab.grid.getByRole('gridcell');
  await cell.filter({ hasText: '9' }).click();
  await lab.editor.getByRole('button', { name: 'Count' }).click();
  const seen = await page.evaluate(() => document.body.dataset['foreign']);
  expect(JSON.parse(seen ?? 'null')).toEqual({
    tabs: [null, 'SELECT 7 AS n', 'SELECT 8 AS n, 9 AS m'],
    current: 2,
    firstCell: '8',
    rowCount: 1,
    selection: { firstRow: 0, lastRow: 0, firstColumn: 1, lastColumn: 1 }
  });
  await expect(cell.filter({ hasText: '7' })).toBeVisible();
});
