import { expect, test } from './fixtures';
import type { LabPage } from './lab-page';

/** A query that the sandbox works on for minutes. */
const ENDLESS =
  'SELECT COUNT(*) FROM flights a, flights b WHERE a.delay + b.delay > 5';

const write = async (lab: LabPage, sql: string): Promise<void> => {
  await lab.sql.click();
  await lab.page.keyboard.press('ControlOrMeta+A');
  await lab.page.keyboard.insertText(sql);
};

test.beforeEach(async ({ lab, server }) => {
  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.editor).toContainText('Ready for a query');
});

test('several statements run in turn: a line for each, a tab for each with rows', async ({
  lab
}) => {
  await lab.runAndConfirm(
    'DROP TABLE IF EXISTS ran; CREATE TABLE ran (a INTEGER);\nINSERT INTO ran VALUES (1); SELECT a AS "x;y" FROM ran; SELECT a + 1, a FROM ran;'
  );
  const tabs = lab.editor.getByRole('tab');
  await expect(tabs).toHaveCount(3);
  await expect(lab.status).toContainText('1 row · 2 columns');
  await tabs.first().click();
  await expect(lab.status).toContainText('5 of 5 statements done');
  const lines = lab.editor.getByRole('listitem');
  await expect(lines).toHaveCount(5);
  await expect(lines.nth(1)).toContainText('Table created.');
  await expect(lines.nth(2)).toContainText('Rows inserted.');

  // By keyboard: along the tabs, choose one, close another.
  await tabs.first().focus();
  await lab.page.keyboard.press('ArrowRight');
  await lab.page.keyboard.press('Enter');
  await expect(lab.status).toContainText('1 row · 1 column');
  await tabs.nth(2).focus();
  await lab.page.keyboard.press('Delete');
  await expect(tabs).toHaveCount(2);

  await lab.run('DROP TABLE ran');
  const question = lab.page.getByRole('dialog');
  await expect(question).toContainText(/On .* @ .*DROP TABLE ran/s);
  await expect(question.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await lab.page.keyboard.press('Enter');
  await expect(question).toHaveCount(0);
  await expect(tabs).toHaveCount(2);
  await lab.runAndConfirm('DROP TABLE ran');
  await expect(tabs).toHaveCount(0);
  await expect(lab.editor).toContainText('Table dropped.');
});

test('statements after one that fails are not run, and the list says so and leads to it', async ({
  lab
}) => {
  await lab.run('SELECT 1 AS a;\nSELECT * FROM nowhere;\nSELECT 3 AS c');
  await expect(lab.status).toContainText(
    '1 of 3 statements done · 1 failed · 1 not run'
  );
  const lines = lab.editor.getByRole('listitem');
  await expect(lines.nth(1)).toContainText("Object 'nowhere' not found");
  await expect(lines.nth(2)).toContainText('Not run');
  await lines.nth(1).getByRole('button').first().click();
  await lab.page.keyboard.insertText('SELECT 2 AS b');
  await expect(lab.sql).toHaveText('SELECT 1 AS a;SELECT 2 AS b;SELECT 3 AS c');
});

test('Ctrl+Enter runs the statement at the cursor, either key runs a selection', async ({
  lab
}) => {
  await write(lab, 'SELECT 1 AS a;\nSELECT 2 AS b, 3 AS c');
  await lab.page.keyboard.press('ControlOrMeta+Enter');
  await expect(lab.status).toContainText('1 row · 2 columns');
  await lab.page.keyboard.press('ArrowUp');
  await lab.page.keyboard.press('ControlOrMeta+Enter');
  await expect(lab.status).toContainText('1 row · 1 column');
  await lab.page.keyboard.press('ControlOrMeta+End');
  await lab.page.keyboard.press('Shift+Home');
  await lab.page.keyboard.press('Shift+Enter');
  await expect(lab.status).toContainText('1 row · 2 columns');
  await expect(lab.editor.getByRole('tab')).toHaveCount(0);
});

test('a running query is marked, timed, and cancelled in the database by key', async ({
  lab
}) => {
  await lab.run(`SELECT 1 AS a; ${ENDLESS}; SELECT 2 AS b`);
  await expect(lab.status).toContainText('Statement 2 of 3 · Running…');
  await expect(lab.status).toContainText('0:01');
  await expect(lab.sql.locator('.jp-OmniSciRunning').first()).toContainText(
    'SELECT COUNT'
  );
  await lab.sql.click();
  await lab.page.keyboard.press('ControlOrMeta+.');
  await expect(lab.status).toContainText('1 cancelled · 1 not run');
  await expect(lab.sql.locator('.jp-OmniSciRunning')).toHaveCount(0);
  await lab.run('SELECT 3 AS c');
  await expect(lab.status).toContainText('1 row · 1 column');
});

test('the Stop button cancels; a new run waits or takes the place of the old one, as its user wants', async ({
  lab
}) => {
  const stop = lab.page.getByRole('button', { name: /Stop the running query/ });
  await expect(stop).toBeDisabled();
  await lab.run(ENDLESS);
  await stop.click();
  await expect(lab.status).toContainText('Cancelled after');
  await expect(lab.editor).toContainText('Cancelled');
  await expect(stop).toBeDisabled();

  await lab.run(ENDLESS);
  await expect(lab.status).toContainText('Running…');
  // The same again is the one that runs.
  await lab.page.keyboard.press('Shift+Enter');
  await lab.run('SELECT 4 AS d');
  const question = lab.page.getByRole('dialog');
  await expect(question).toContainText('A query is still running');
  await lab.page.keyboard.press('Escape');
  await expect(question).toHaveCount(0);
  await expect(lab.status).toContainText('Running…');

  await lab.run('SELECT 4 AS d');
  await expect(question).toBeVisible();
  await lab.page.keyboard.press('Enter');
  await expect(lab.status).toContainText('1 run queued');
  await lab.run('SELECT 5 AS e, 6 AS f');
  await question.getByRole('button', { name: 'Stop It and Run' }).click();
  await expect(lab.status).toContainText('1 row · 2 columns');
  await expect(lab.status).not.toContainText('waits');
});

test('a query that a reload interrupted is said to be so, here and in the history, and runs again', async ({
  lab
}) => {
  const { page } = lab;
  await lab.run(`SELECT 1 AS a; ${ENDLESS}`);
  await expect(lab.status).toContainText('Statement 2 of 2 · Running…');
  await lab.expectSaved({
    main: ['omnisci-sql-editor'],
    texts: ['a.delay + b.delay']
  });
  await page.reload();
  await expect(lab.trouble).toContainText(
    'The query was interrupted by a reload'
  );
  await page.getByRole('tab', { name: 'OmniSci Query History' }).click();
  const newest = page.locator('.jp-OmniSciHistory-entry').first();
  await expect(newest).toContainText('Interrupted by a reload');
  await expect(newest).toContainText('SELECT COUNT(*)');
  await lab.trouble.getByRole('button', { name: 'Run again' }).click();
  await expect(lab.status).toContainText('Running…');
  await expect(lab.trouble).toHaveCount(0);
  await expect(newest).toContainText('Running…');
  await lab.sql.click();
  await page.keyboard.press('ControlOrMeta+.');
  await expect(lab.status).toContainText('Cancelled after');
  await expect(newest).toContainText('Cancelled');
});

test('a query in a hidden tab is seen, asked about before the page is left, and stopped from afar', async ({
  lab
}) => {
  const { page } = lab;
  await lab.run(ENDLESS);
  await expect(lab.status).toContainText('Running…');
  await lab.command('New OmniSci SQL Editor');
  const [busy, other] = [lab.editorTabs.first(), lab.editorTabs.last()];
  await expect(busy).toHaveAttribute('title', /A query is running/);
  await expect(other).not.toHaveAttribute('title', /A query is running/);

  const asked: string[] = [];
  page.once('dialog', dialog => {
    asked.push(dialog.type());
    void dialog.dismiss();
  });
  await page.evaluate(() => location.reload());
  await expect.poll(() => asked).toEqual(['beforeunload']);
  await expect(busy).toHaveAttribute('title', /A query is running/);

  await page
    .getByRole('tab', { name: 'Running Terminals and Kernels' })
    .click();
  const queries = page.locator('#jp-running-sessions').getByRole('treeitem', {
    name: 'SELECT COUNT'
  });
  await queries.hover();
  await queries.getByTitle('Stop the Query').click();
  await expect(queries).toHaveCount(0);
  await expect(busy).not.toHaveAttribute('title', /A query is running/);
  await busy.click();
  await expect(lab.editor.first()).toContainText('Cancelled');
});

test('more rows are loaded on demand, and the place is kept', async ({
  lab
}) => {
  await lab.run('SELECT distance, delay FROM flights');
  await lab.editor.getByRole('button', { name: 'Load 100,000' }).click();
  await expect(lab.status).toContainText('The first 100,000 rows');
  await expect(lab.editor).toContainText(
    'First 100,000 rows; the database has more.'
  );
  await expect(
    lab.editor.getByRole('button', { name: 'Load 1,000,000' })
  ).toBeVisible();
});

test('rows that are not all there are sorted by the database, which is said', async ({
  lab
}) => {
  await lab.run('SELECT distance AS "how far", delay FROM flights');
  await expect(lab.status).toContainText('The first 10,000 rows');
  await lab.grid.getByRole('columnheader', { name: 'how far' }).click();
  await expect(lab.editor).toContainText(
    'Sorted by the database: first 10,000 rows by how far, ascending.'
  );
});

test('the row limit is chosen in the toolbar and kept across a reload', async ({
  lab
}) => {
  const limit = lab.page.getByRole('combobox', { name: 'Row limit' });
  await expect(limit).toHaveValue('10000');
  await limit.selectOption('100000');
  await lab.run('SELECT distance FROM flights');
  await expect(lab.status).toContainText('The first 100,000 rows');
  await lab.expectSaved({
    main: ['omnisci-sql-editor'],
    texts: ['"rowLimit":100000']
  });
  await lab.page.reload();
  await expect(limit).toHaveValue('100000');
  await expect(lab.editor).toContainText('Ready for a query');
});
