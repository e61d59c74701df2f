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
  await lab.sql.click();
  await lab.page.keyboard.insertText('SELECT 1 AS saved');
  await lab.page.keyboard.press('ControlOrMeta+S');
  const dialog = lab.page.getByRole('dialog');
  await dialog.getByRole('textbox').fill(name);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const tab = lab.page
    .locator('#jp-main-dock-panel')
    .getByRole('tab', { name, exact: true });
  await expect(tab).toHaveCount(1);
  await expect(lab.editorTabs).toHaveCount(0);
  await expect(lab.sql).toHaveText('SELECT 1 AS saved');
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
});
