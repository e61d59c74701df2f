import { expect, test } from './fixtures';

test('the query goes to the notebook as a dataframe that a kernel can make', async ({
  lab,
  server
}) => {
  const { page } = lab;
  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await lab.run(
    "SELECT origin, 'it''s' AS quoted FROM flights WHERE origin = 'SFO' LIMIT 2"
  );
  await expect(lab.status).toContainText('2 rows');
  await lab.runFirstCell();
  await expect(lab.output).toContainText("'flights'");
  await page
    .locator('.jp-Toolbar [data-command="omnisci:insert-dataframe"]')
    .first()
    .click();
  const cell = page
    .locator('.jp-Notebook .jp-CodeCell')
    .filter({ hasText: 'read_sql' });
  await expect(cell).toHaveClass(/jp-mod-active/);
  await expect(cell.locator('.jp-OutputArea-output')).toHaveCount(0);
  await page.keyboard.press('Shift+Enter');
  await expect(cell.locator('.jp-OutputArea-output').last()).toContainText(
    "it's"
  );
});

test('a notebook is created where none is open', async ({ lab, server }) => {
  const { page } = lab;
  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await lab.notebookTabs.first().locator('.lm-TabBar-tabCloseIcon').click();
  const discard = page.getByRole('button', { name: /Don.t Save|Discard/ });
  if (await discard.isVisible()) {
    await discard.click();
  }
  await expect(lab.notebookTabs).toHaveCount(0);
  await lab.run('SELECT 1 AS one');
  await expect(lab.status).toContainText('1 row');
  await page
    .locator('.jp-Toolbar [data-command="omnisci:insert-dataframe"]')
    .first()
    .click();
  await expect(lab.firstCell).toContainText('connect_session(');
  await expect(page.locator('.jp-Notebook .jp-CodeCell').nth(1)).toContainText(
    'SELECT 1 AS one'
  );
});
