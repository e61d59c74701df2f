import { expect, test } from './fixtures';

test('formats the SQL as one step of undo, and leaves what it cannot read', async ({
  lab
}) => {
  const { page } = lab;
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await lab.run('select origin from flights limit 3');
  await lab.sql.click();
  await page.keyboard.press('Alt+Shift+F');
  await expect(lab.sql.locator('.cm-line')).toHaveText([
    'SELECT',
    '  origin',
    'FROM',
    '  flights',
    'LIMIT',
    '  3'
  ]);
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(lab.sql).toHaveText('select origin from flights limit 3');
  await lab.run("select 'unclosed");
  await page
    .locator('.jp-Toolbar [data-command="omnisci:format-sql"]')
    .first()
    .click();
  await expect(lab.notifications).toContainText('line 1, column 8');
  await expect(lab.sql).toHaveText("select 'unclosed");
});
