import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures';

test('a SQL editor is saved as a file, opened again by a double click, and there after a reload', async ({
  lab,
  server
}) => {
  const name = `query-${Date.now()}.sql`;
  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  const limit = lab.page.getByRole('combobox', { name: 'Row limit' });
  await limit.selectOption('100000');
  await lab.run('SELECT 1 AS saved; SELECT 2 AS beside');
  await expect(lab.status).toContainText('1 row · 1 column');
  await lab.page.keyboard.press('Home');
  await lab.page.keyboard.press('ControlOrMeta+S');
  const dialog = lab.page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const tab = lab.page
    .locator('#jp-main-dock-panel')
    .getByRole('tab', { name, exact: true });
  await expect(tab).toHaveCount(1);
  await expect(lab.editorTabs).toHaveCount(0);
  // All but the title is as it was: the results, the row limit, the cursor.
  await expect(lab.status).toContainText('1 row · 1 column');
  await expect(lab.editor.getByRole('tab')).toHaveCount(3);
  await expect(limit).toHaveValue('100000');
  await expect(lab.sql).toBeFocused();
  await lab.page.keyboard.insertText('-- mine\n');
  await expect(lab.sql.locator('.cm-line').first()).toHaveText('-- mine');
  await expect(lab.sql).toContainText('SELECT 1 AS saved; SELECT 2 AS beside');
  await expect(lab.notifications).toHaveCount(0);
  const keywords = lab.sql.locator('.cm-line span', { hasText: /^SELECT$/ });
  await expect(keywords).toHaveCount(2);
  await lab.page.keyboard.press('ControlOrMeta+/');
  await expect(lab.sql.locator('.cm-line').nth(1)).toHaveText(
    '-- SELECT 1 AS saved; SELECT 2 AS beside'
  );
  await lab.run('SELECT 2 AS two, 3 AS three');
  await expect(lab.status).toContainText('1 row · 2 columns');

  await lab.page.keyboard.press('ControlOrMeta+S');
  const file = join(server.jupyter.folders.root, name);
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('SELECT 2');
  await lab.expectSaved({ main: [name] });
  await lab.page.reload();
  await expect(lab.sql).toHaveText('SELECT 2 AS two, 3 AS three');
  await expect(lab.editor).toContainText('Ready for a query');

  await tab.getByTitle(/close/i).click();
  await expect(lab.editor).toHaveCount(0);
  await lab.page.getByRole('listitem', { name: new RegExp(name) }).dblclick();
  await expect(lab.sql).toHaveText('SELECT 2 AS two, 3 AS three');

  await lab.sql.click();
  await lab.page.keyboard.press('Control+Home');
  await lab.page.keyboard.press('ControlOrMeta+H');
  await expect(lab.page.locator('.cm-panel')).toHaveCount(0);
  await lab.page.getByPlaceholder('Find').fill('AS');
  const counter = lab.page.locator('.jp-DocumentSearch-index-counter');
  await expect(counter).toHaveText('1/2');
  await expect(lab.sql.locator('.cm-searching')).toHaveText(['AS', 'AS']);
  await lab.page.getByPlaceholder('Replace').fill('as');
  await lab.page.getByRole('button', { name: 'Replace All' }).click();
  await expect(lab.sql).toHaveText('SELECT 2 as two, 3 as three');
  await lab.page.getByTitle('Close Search Box').click();
  await expect(lab.sql.locator('.cm-searching')).toHaveCount(0);
});

test('an editor without a file is renamed, and its text comes back after it was closed, or its page ended', async ({
  lab,
  server
}) => {
  const { page } = lab;
  const tab = page
    .locator('#jp-main-dock-panel')
    .getByRole('tab', { name: 'By month' });
  const close = (): Promise<void> => tab.getByTitle(/close/i).click();
  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await lab.write('SELECT 42 AS never_run');
  await page.keyboard.press('F2');
  await page.getByRole('dialog').getByRole('textbox').fill('By month');
  await page.keyboard.press('Enter');
  await expect(tab).toHaveCount(1);
  await lab.expectSaved({ texts: ['"title":"By month"'] });

  await close();
  await expect(lab.editor).toHaveCount(0);
  await expect(lab.notifications).toContainText('“By month” was closed');
  await lab.notifications.getByRole('button', { name: 'Reopen' }).click();
  await expect(lab.sql).toHaveText('SELECT 42 AS never_run');
  await expect(lab.notifications).toHaveCount(0);

  // The history has the closed ones, those of other pages, too.
  await close();
  await expect(lab.editor).toHaveCount(0);
  await page.getByRole('tab', { name: 'OmniSci Query History' }).click();
  const history = page.locator('.jp-OmniSciHistory');
  await history.getByText('Closed editors (1)').click();
  await history.getByTitle('Reopen this SQL editor').click();
  await expect(lab.sql).toHaveText('SELECT 42 AS never_run');
  await expect(history.getByText(/Closed editors/)).toHaveCount(0);

  // The link replaces the layout, and with it the editor.
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(tab).toHaveCount(0);
  await page.keyboard.press('Alt+Shift+T');
  await expect(tab).toHaveCount(1);
  await expect(lab.editor.last()).toContainText('SELECT 42 AS never_run');

  // A full disk takes nothing away, and is told.
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('Full.', 'QuotaExceededError');
    };
  });
  await close();
  await expect(tab).toHaveCount(0);
  await expect(lab.notifications).toContainText(
    'Reopen it before you leave this page'
  );
  await lab.notifications.getByRole('button', { name: 'Reopen' }).click();
  await expect(lab.editor.last()).toContainText('SELECT 42 AS never_run');
});
