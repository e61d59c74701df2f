/** The database in the side bar, as a user meets it: by mouse, by keys, after a change. */
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import type { LabPage } from './lab-page';

class DatabasePanel {
  constructor(readonly lab: LabPage) {
    const { page } = lab;
    this.panel = page.getByRole('region', { name: 'Database', exact: true });
    this.tree = this.panel.getByRole('tree');
    this.search = this.panel.getByRole('searchbox');
  }

  readonly panel: Locator;
  readonly tree: Locator;
  readonly search: Locator;

  row(name: string): Locator {
    return this.tree
      .getByRole('treeitem')
      .filter({ has: this.lab.page.getByText(name, { exact: true }) });
  }

  async open(): Promise<void> {
    await this.lab.page
      .getByRole('tab', { name: 'Database', exact: true })
      .click();
    await expect(this.row('flights')).toBeVisible();
  }

  async choose(row: string, item: string): Promise<void> {
    await this.row(row).click({ button: 'right' });
    await this.lab.page
      .locator('.lm-Menu')
      .getByText(item, { exact: true })
      .click();
  }
}

test('shows tables, and on demand their columns with types and their rows', async ({
  lab
}) => {
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  const database = new DatabasePanel(lab);
  await database.open();
  await database.row('flights').locator('.jp-OmniSciSchema-caret').click();
  await expect(database.row('dep_timestamp')).toContainText('TIMESTAMP(0)');
  await expect(database.row('flights')).toContainText(/[\d,]+ rows/);
  await expect(database.row('flights')).toHaveAttribute(
    'aria-expanded',
    'true'
  );
});

test('searches tables and known columns, and says when nothing fits', async ({
  lab
}) => {
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  const database = new DatabasePanel(lab);
  await database.open();
  await database.search.fill('AIR');
  await expect(database.tree.getByRole('treeitem')).toHaveCount(2);
  await expect(database.row('airports').locator('mark')).toHaveText('air');
  await database.search.fill('nothing is called so');
  await expect(database.panel.getByRole('status')).toHaveText(
    'No tables match “nothing is called so”.'
  );
  await database.search.press('Escape');
  await expect(database.row('flights')).toBeVisible();
});

test('previews, counts and copies what creates a table', async ({
  lab,
  context
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  const database = new DatabasePanel(lab);
  await database.open();
  await database.choose('airports', 'Preview Rows');
  await expect(lab.status).toContainText('100 rows');
  await database.choose('airports', 'Count Rows');
  await expect(lab.status).toContainText('1 row');
  await database.choose('airports', 'Copy CREATE Statement');
  await expect(lab.notifications).toContainText(
    'Copied the CREATE statement of “airports”.'
  );
  expect(
    await lab.page.evaluate(() => navigator.clipboard.readText())
  ).toContain('CREATE TABLE airports');
});

test('inserts names at the cursor by double click and by Enter, quoted where they must be', async ({
  lab
}) => {
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await lab.run('CREATE TABLE "odd name" ("select" INTEGER)');
  const database = new DatabasePanel(lab);
  await database.open();
  await lab.sql.click();
  await lab.page.keyboard.press('ControlOrMeta+A');
  await lab.page.keyboard.insertText('SELECT * FROM ');
  await database.row('odd name').dblclick();
  await expect(lab.sql).toHaveText('SELECT * FROM "odd name"');
  await lab.runAndConfirm('DROP TABLE "odd name"');
  await expect(database.row('odd name')).toHaveCount(0);

  await lab.page.keyboard.press('ControlOrMeta+A');
  await lab.page.keyboard.insertText('SELECT * FROM ');
  await database.tree.focus();
  await lab.page.keyboard.press('Home');
  await lab.page.keyboard.type('fl');
  await expect(database.row('flights')).toHaveAttribute(
    'aria-selected',
    'true'
  );
  await lab.page.keyboard.press('Enter');
  await expect(lab.sql).toHaveText('SELECT * FROM flights');
  await expect(lab.sql).toBeFocused();
});

test('follows what statements create and drop', async ({ lab }) => {
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  const database = new DatabasePanel(lab);
  await database.open();
  await lab.run('CREATE TABLE just_made (a INTEGER)');
  await expect(database.row('just_made')).toBeVisible();
  await lab.runAndConfirm('DROP TABLE just_made');
  await expect(database.row('just_made')).toHaveCount(0);
});

test('without a session says so, and heals by its Refresh', async ({
  lab,
  server
}) => {
  server.removeSession();
  await lab.open('lab?omnisci&reset');
  await lab.page.getByRole('tab', { name: 'Database', exact: true }).click();
  const database = new DatabasePanel(lab);
  await expect(database.panel.getByRole('status')).toContainText(
    'Not connected to the database'
  );
  server.handOver();
  await database.panel
    .getByRole('button', { name: 'Refresh tables and columns' })
    .click();
  await expect(database.row('flights')).toBeVisible();
});

test('stays open across a reload', async ({ lab }) => {
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  const database = new DatabasePanel(lab);
  await database.open();
  await lab.expectSaved({ left: 'omnisci-schema-browser' });
  await lab.page.reload();
  await expect(database.row('flights')).toBeVisible();
});
