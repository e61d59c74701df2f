/**
 * Hostile texts from the database in every place that shows them: nothing of them runs, and nothing
 * is asked of anybody. All of it in one JupyterLab, many texts at a time.
 */
import { test as base, type Locator } from '@playwright/test';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { type IRelay, startRelay } from '../helpers/relay';
import { expect, LabServer } from '../ui/fixtures';
import { LabPage } from '../ui/lab-page';
import {
  HOSTILE_DATABASE,
  HOSTILE_USER,
  type HostileDatabase,
  quotedName,
  startHostileDatabase
} from './hostile-database';
import { HOSTILE_TEXTS } from './hostile-texts';
import { WatchedPage } from './watch-page';

/** Error texts in one message. */
const AT_ONCE = 32;

type World = {
  database: HostileDatabase;
  relay: IRelay;
  server: LabServer;
  lab: LabPage;
  watched: WatchedPage;
};

/** Everything that is short, as the query that came with the session. */
const HANDED = HOSTILE_TEXTS.filter(text => text.length < 500).join('\n');

/** One JupyterLab for all tests: what is in it does not matter to the next. */
const test = base.extend<{ lab: LabPage }, { world: World }>({
  world: [
    async ({ browser }, use) => {
      const database = await startHostileDatabase();
      const { sandbox, session } = database;
      const relay = await startRelay(sandbox.httpPort);
      const folders = new JupyterFolders();
      const jupyter = await Jupyter.start(folders, {
        config: {
          OmniSciSessionManager: { session_file: folders.sessionFile }
        },
        env: {
          OMNISCI_PROTOCOL: 'http',
          OMNISCI_HOST: '127.0.0.1',
          OMNISCI_PORT: String(relay.port)
        }
      });
      const server = new LabServer(jupyter, sandbox, session);
      server.handOver(HANDED);
      const context = await browser.newContext({
        permissions: ['clipboard-read', 'clipboard-write'],
        viewport: { width: 1400, height: 900 }
      });
      const page = await context.newPage();
      const watched = await WatchedPage.watch(
        page,
        new URL(jupyter.url).origin
      );
      const lab = new LabPage(page, jupyter);
      await lab.open('lab?omnisci&reset');
      await lab.expectWorkspace();
      await use({ database, relay, server, lab, watched });
      await context.close();
      await jupyter.stop();
      await relay.stop();
      await sandbox.stop();
    },
    { scope: 'worker', timeout: 600_000 }
  ],
  lab: async ({ world }, use) => {
    await use(world.lab);
    expect(await world.watched.faults()).toEqual([]);
  }
});

/** Moves the mouse over what is found, so that tooltips show and handlers would run. */
async function hover(found: Locator, most = 12): Promise<void> {
  const count = Math.min(await found.count(), most);
  for (let n = 0; n < count; n++) {
    await found
      .nth(n)
      .hover({ force: true, timeout: 2000 })
      .catch(() => undefined);
  }
}

test('there are at least 200 texts, as cells and as names', ({ world }) => {
  expect(new Set(HOSTILE_TEXTS).size).toBeGreaterThan(200);
  expect(world.database.tables.length).toBeGreaterThan(200);
});

test('as user, database and handed query: in the toolbar, the editor, the log and the notebook', async ({
  lab
}) => {
  await expect(lab.connection).toContainText(HOSTILE_USER);
  await expect(lab.connection).toContainText(HOSTILE_DATABASE);
  await hover(lab.connection);
  await expect(lab.firstCell).toContainText('query =');
  await expect(lab.sql).toContainText('<script>');
  // It is no query that only reads, so that it waits for its user.
  await lab.editor.locator('.jp-OmniSciMessage').getByRole('button').click();
  await expect(lab.editor).toContainText('SQL Error: Encountered "<"');
});

test('as cells: in the grid, and in a Markdown cell that they were copied to', async ({
  lab,
  world
}) => {
  const { page } = lab;
  await lab.run('SELECT * FROM cells ORDER BY id');
  await expect(lab.status).toContainText(`${HOSTILE_TEXTS.length} rows`);
  await hover(lab.grid.getByRole('gridcell'), 40);
  await lab.grid.getByRole('gridcell').nth(1).click();
  for (let shown = 0; shown < HOSTILE_TEXTS.length; shown += 8) {
    await page.keyboard.press('PageDown');
  }
  await hover(lab.grid.getByRole('gridcell'), 40);

  // JupyterLab needs long to show a Markdown cell of very long words.
  const short = HOSTILE_TEXTS.filter(text => text.length < 3000);
  await lab.run(
    'SELECT * FROM cells WHERE CHAR_LENGTH("image") < 3000 ORDER BY id'
  );
  await expect(lab.status).toContainText(`${short.length} rows`);
  await lab.command('Copy Cells as Markdown');
  await expect(lab.notifications).toContainText('as Markdown');
  const markdown = await page.evaluate(() => navigator.clipboard.readText());
  const { root } = world.server.jupyter.folders;
  writeFileSync(
    join(root, 'copied.ipynb'),
    JSON.stringify({
      cells: [
        { id: 'copied', cell_type: 'markdown', metadata: {}, source: markdown }
      ],
      ...{ metadata: {}, nbformat: 4, nbformat_minor: 5 }
    })
  );
  const second = await page.context().newPage();
  const { jupyter } = world.server;
  const seen = await WatchedPage.watch(second, new URL(jupyter.url).origin);
  await second.goto(
    jupyter.link('lab/workspaces/second/tree/copied.ipynb?reset')
  );
  const rendered = second.locator('.jp-RenderedMarkdown');
  await expect(rendered.locator('tr')).toHaveCount(short.length + 1);
  await hover(rendered.locator('td'), 40);
  await expect(
    // Formulas are JupyterLab's to draw, and it takes what is harmful out of them.
    rendered.locator(
      'img, script, style, iframe, a[href^="javascript:"], [style*="evil"]'
    )
  ).toHaveCount(0);
  expect(await seen.faults()).toEqual([]);
  await second.close();
});

test('as cells: in a chart, its axes and its tooltips', async ({ lab }) => {
  const { page } = lab;
  for (const title of ['image', 'title', '__proto__']) {
    await lab.run(
      `SELECT "image" AS "${title}", COUNT(*) AS n FROM cells WHERE id < 250 GROUP BY 1`
    );
    await expect(lab.status).toContainText('rows');
    await page
      .locator('.jp-Toolbar [data-command="omnisci:chart-result"]')
      .first()
      .click();
    const marks = page.locator('.jp-OmniSciChart .vega-embed .marks').last();
    await expect(marks).toBeVisible();
    const tooltip = page.locator('#vg-tooltip-element');
    // The chart is drawn anew a moment after the result is there.
    await expect(async () => {
      const box = await marks.boundingBox();
      for (let x = 0.15; box && x < 0.95; x += 0.02) {
        await page.mouse.move(box.x + box.width * x, box.y + box.height * 0.15);
      }
      await expect(tooltip).toContainText(title, { timeout: 500 });
    }).toPass();
    await expect(tooltip.locator('img, h2')).toHaveCount(0);
  }
  await page.getByRole('button', { name: 'Copy to Notebook' }).last().click();
  await expect(
    page
      .locator('.jp-Notebook .jp-CodeCell')
      .filter({ hasText: 'alt.Chart' })
      .first()
  ).toBeVisible();
});

test('as column names: in the header, in charts’ fields, in what is copied', async ({
  lab,
  world
}) => {
  const { page } = lab;
  for (const table of world.database.wide) {
    await lab.run(`SELECT * FROM ${table}`);
    await expect(lab.status).toContainText('1 row');
    await hover(lab.grid.getByRole('columnheader'), 8);
    await lab.grid.getByRole('gridcell').first().click();
    await page.keyboard.press('End');
    await hover(lab.grid.getByRole('columnheader'), 8);
    await page
      .locator('.jp-Toolbar [data-command="omnisci:chart-result"]')
      .first()
      .click();
    await expect(page.locator('.jp-OmniSciChart').last()).toContainText(/\w/);
  }
});

test('as table names: in the side bar, in completion, in the history', async ({
  lab,
  world
}) => {
  const { page } = lab;
  await page.getByRole('tab', { name: 'Database', exact: true }).click();
  const tree = page.getByRole('tree');
  await expect(tree.getByRole('treeitem').first()).toBeVisible();
  await tree.focus();
  for (let shown = 0; shown < world.database.tables.length; shown += 10) {
    await page.keyboard.press('PageDown');
  }
  await hover(tree.getByRole('treeitem'), 40);
  for (const wide of world.database.wide) {
    await page.getByRole('searchbox').first().fill(wide);
    await tree.locator('.jp-OmniSciSchema-caret').nth(1).click();
    await expect(tree.getByRole('treeitem').nth(5)).toBeVisible();
    await hover(tree.getByRole('treeitem'), 10);
  }
  await page.getByRole('searchbox').first().fill('<img');
  await expect(tree.locator('mark').first()).toHaveText('<img');
  await hover(tree.getByRole('treeitem'), 20);

  for (const before of ['SELECT * FROM ', `SELECT w. FROM wide_0 w`]) {
    await lab.sql.click();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(before);
    if (before.includes('w.')) {
      for (let n = 0; n < ' FROM wide_0 w'.length; n++) {
        await page.keyboard.press('ArrowLeft');
      }
    }
    await page.keyboard.press('Control+Space');
    const items = page.locator(
      '.jp-Completer:not(.lm-mod-hidden) .jp-Completer-item'
    );
    await expect(items.nth(20)).toBeAttached();
    for (let n = 0; n < 6; n++) {
      await page.keyboard.press('PageDown');
    }
    await hover(items, 30);
    await page.keyboard.press('Enter');
  }

  const hostile = world.database.tables
    .filter(name => /<img|<svg|onload/.test(name))
    .slice(0, 6);
  for (const name of hostile) {
    await lab.run(`SELECT * FROM ${quotedName(name)}`);
    await expect(lab.status).toContainText('0 rows');
  }
  await page
    .locator('.jp-Toolbar [data-command="omnisci:show-history"]')
    .first()
    .click();
  await expect(page.locator('.jp-OmniSciHistory-entry').first()).toContainText(
    '<'
  );
  await hover(page.locator('.jp-OmniSciHistory-entry'), 10);

  await lab.command('Export Result…');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Export Result');
  await dialog.getByRole('button', { name: 'Export' }).click();
  await expect(lab.notifications.filter({ hasText: 'Exported' })).toBeVisible();
});

test('as errors: in the message, the tabs of a script, the log and the history', async ({
  lab,
  world: { relay }
}) => {
  const { page } = lab;
  for (let at = 0; at < HOSTILE_TEXTS.length; at += AT_ONCE) {
    const text = HOSTILE_TEXTS.slice(at, at + AT_ONCE)
      .map(text => text.slice(0, 2000))
      .join('\n');
    relay.refuse = method =>
      method.startsWith('sql_execute') ? `SQL Error: ${text}` : undefined;
    await lab.run(`SELECT ${at}; SELECT ${at} + 1`);
    await expect(lab.editor).toContainText(/failed/i);
    await hover(lab.editor.locator('.jp-OmniSciMessage'), 2);
  }
  relay.reset();
  await page
    .locator('.jp-Toolbar [data-command="omnisci:show-history"]')
    .first()
    .click();
  await expect(page.locator('.jp-OmniSciHistory-entry').first()).toBeVisible();
  await hover(page.locator('.jp-OmniSciHistory-entry'), 20);
});
