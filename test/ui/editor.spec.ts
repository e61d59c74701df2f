import type { Locator } from '@playwright/test';
import { expect, QUERY, test } from './fixtures';

test.beforeEach(async ({ lab }) => {
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.status).toContainText('500 rows');
});

test('the handed-over query is shown in colour, and who is connected to what', async ({
  lab
}) => {
  await expect(lab.sql).toContainText(QUERY);
  await expect(
    lab.sql.locator('span', { hasText: 'SELECT' }).first()
  ).toBeVisible();
  await lab.sql.click();
  await lab.page.keyboard.press('ControlOrMeta+End');
  await lab.page.keyboard.insertText('\nEXPLAIN SELECT origin');
  const colourOf = (word: string): Promise<string> =>
    lab.sql
      .locator('.cm-line')
      .last()
      .locator('span', { hasText: word })
      .evaluate(span => getComputedStyle(span).color);
  expect(await colourOf('EXPLAIN')).toBe(await colourOf('SELECT'));
  await expect(lab.connection).toHaveText('admin @ heavyai');
  await expect(lab.connection).toHaveAttribute(
    'title',
    /admin @ heavyai · 127\.0\.0\.1:\d+/
  );
});

test('Shift+Enter, Ctrl+Enter and the button run the query, and leave the text as it is', async ({
  lab
}) => {
  await lab.run('SELECT 1 AS one');
  await expect(lab.status).toContainText('1 row · 1 column');

  await lab.sql.click();
  await lab.page.keyboard.press('ControlOrMeta+A');
  await lab.page.keyboard.insertText('SELECT 1 AS one\nUNION ALL SELECT 2');
  await lab.page.keyboard.press('ControlOrMeta+Enter');
  await expect(lab.status).toContainText('2 rows');
  await expect(lab.sql.locator('.cm-line')).toHaveCount(2);

  await lab.page.keyboard.press('ControlOrMeta+A');
  await lab.page.keyboard.insertText('SELECT 1 AS a, 2 AS b, 3 AS c');
  await lab.page
    .getByRole('button', { name: 'Run', exact: true })
    .last()
    .click();
  await expect(lab.status).toContainText('1 row · 3 columns');
});

test('the same text runs again at every Run', async ({ lab }) => {
  const queries: string[] = [];
  lab.page.on('request', request => {
    if (request.url().includes('/omnisci/queries')) {
      queries.push(request.method());
    }
  });
  await lab.run('SELECT 7 AS seven');
  await expect(lab.status).toContainText('1 row');
  await lab.page.keyboard.press('Shift+Enter');
  await expect.poll(() => queries.length).toBe(2);
});

test('a failing query shows the words of the database and keeps the SQL', async ({
  lab
}) => {
  await lab.run('SELECT * FROM no_such_table');
  await expect(lab.trouble).toContainText('The query failed');
  await expect(lab.trouble).toContainText("Object 'no_such_table' not found");
  await expect(lab.sql).toHaveText('SELECT * FROM no_such_table');
  await lab.run('SELECT 2 AS two');
  await expect(lab.status).toContainText('1 row');
  await expect(lab.trouble).toHaveCount(0);
});

test('a result with more than 10,000 rows says so', async ({ lab }) => {
  await lab.run('SELECT distance FROM flights');
  await expect(lab.status).toContainText('The first 10,000 rows · 1 column');
  await expect(lab.editor).toContainText(
    'First 10,000 rows; the database has more.'
  );
});

test('text that was never run is there again after a reload, and nothing runs by itself', async ({
  lab
}) => {
  await lab.sql.click();
  await lab.page.keyboard.press('ControlOrMeta+A');
  await lab.page.keyboard.insertText('SELECT 42 AS unrun');
  await lab.expectSaved({
    main: ['omnisci-sql-editor'],
    texts: ['SELECT 42 AS unrun']
  });
  const asked: string[] = [];
  lab.page.on('request', request => {
    if (request.url().includes('/omnisci/queries')) {
      asked.push(request.url());
    }
  });
  // The reload comes before the workspace is saved.
  await lab.page.keyboard.insertText(" -- don't lose this");
  await lab.page.reload();
  await expect(lab.sql).toHaveText("SELECT 42 AS unrun -- don't lose this");
  await expect(lab.editor).toContainText('Ready for a query');
  // A query that were run by itself would have been sent by now.
  await expect(lab.connection).toContainText('admin @ heavyai');
  expect(asked).toEqual([]);
});

test('the menus of JupyterLab know SQL editors: one Run All, line numbers, wrap, and a line to go to', async ({
  lab
}) => {
  const { page } = lab;
  const openMenu = (name: string): Promise<void> =>
    page
      .locator('#jp-MainMenu')
      .getByRole('menuitem', { name, exact: true })
      .click();
  const item = (name: string): Locator =>
    page.locator('.lm-Menu-item', {
      has: page.getByText(name, { exact: true })
    });
  const numbers = lab.editor.locator('.cm-lineNumbers');
  await lab.write('SELECT 1;\nSELECT 2;\nSELECT 3 AS c, 4 AS d');

  await openMenu('Run');
  await expect(item('Run All SQL')).toHaveCount(1);
  await item('Run All SQL').click();
  await expect(lab.status).toContainText('1 row · 2 columns');

  await openMenu('View');
  await item('Show Line Numbers').click();
  await expect(numbers).toHaveCount(0);
  await openMenu('View');
  await item('Wrap Words').click();
  await expect(lab.editor.locator('.cm-lineWrapping')).toHaveCount(0);
  await openMenu('View');
  await item('Show Line Numbers').click();
  await expect(numbers).toHaveCount(1);

  await openMenu('Edit');
  await item('Go to Line…').click();
  await page.getByRole('spinbutton').fill('2');
  await page.keyboard.press('Enter');
  await expect(lab.sql).toBeFocused();
  await page.keyboard.insertText('-- two\n');
  await expect(lab.sql.locator('.cm-line').nth(1)).toHaveText('-- two');
});
