import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabPage } from './lab-page';
import { takePicture, THEMES } from './picture';
import { expect, test, type LabServer } from './fixtures';

const openFresh = async (lab: LabPage): Promise<void> => {
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
};

const WRITERS: [string, (server: LabServer) => void][] = [
  ['plain text', server => server.writeSession(`${server.session}\n`)],
  ['JSON', server => server.handOver()]
];

for (const [form, write] of WRITERS) {
  test(`the first cell lists the tables, with a session file in ${form}`, async ({
    lab,
    server
  }) => {
    write(server);
    await openFresh(lab);
    await expect(lab.output).toHaveCount(0);
    await lab.runFirstCell();
    await expect(lab.output).toContainText("'flights'");
  });
}

test('the first cell runs a handed-over query with quotes, backslashes, newlines and $&', async ({
  lab,
  server
}) => {
  server.handOver(
    `SELECT 'it''s "$&" C:\\new' AS awkward\nFROM airports LIMIT 1`
  );
  await openFresh(lab);
  await expect(lab.status).toContainText('1 row · 1 column');
  await lab.runFirstCell();
  await expect(lab.output).toContainText('it\'s "$&" C:\\new');
});

test('closing the untouched notebook asks nothing', async ({ lab, server }) => {
  await openFresh(lab);
  // The kernel has written its name into the notebook's metadata, and that is saved.
  const newest = (): string => {
    const { root } = server.jupyter.folders;
    const names = readdirSync(root).filter(name => name.endsWith('.ipynb'));
    return names.map(name => readFileSync(join(root, name), 'utf8')).join('\n');
  };
  await expect.poll(newest).toContain('"language_info"');
  const tab = lab.notebookTabs.first();
  await expect(tab).not.toHaveClass(/jp-mod-dirty/);
  await tab.locator('.lm-TabBar-tabCloseIcon').click();
  await expect(lab.notebookTabs).toHaveCount(0);
  await expect(lab.page.getByRole('dialog')).toHaveCount(0);
});

test('SQL in a cell shows as the grid, in the saved notebook too', async ({
  lab,
  server
}) => {
  server.handOver();
  await openFresh(lab);
  await lab.runFirstCell();
  await expect(lab.output).toContainText("'flights'");
  const cell = lab.page.locator('.jp-Notebook .jp-CodeCell').nth(1);
  await cell.locator('.cm-content').click();
  await lab.page.keyboard.insertText(
    '%%sql -n 1500\nSELECT iata, name FROM airports ORDER BY iata'
  );
  await lab.page.keyboard.press('Shift+Enter');
  await lab.page.context().grantPermissions(['clipboard-read']);
  const grid = cell.getByRole('grid', { name: 'Query result' });
  await expect(grid).toContainText('00M');
  await expect(cell).toContainText('The first 1,000 of 1,500 rows.');
  for (const theme of THEMES) {
    if (theme === 'dark') {
      await lab.chooseDarkTheme();
    }
    await takePicture(lab.page, 'sql-cell');
  }
  await grid.getByRole('gridcell', { name: '00M' }).click();
  await lab.page.keyboard.press('ControlOrMeta+c');
  await expect
    .poll(() => lab.page.evaluate(() => navigator.clipboard.readText()))
    .toBe('00M');
  await lab.page.keyboard.press('ControlOrMeta+s');
  await lab.page.getByRole('button', { name: 'Rename and Save' }).click();
  await expect(lab.notebookTabs.first()).not.toHaveClass(/jp-mod-dirty/);
  await lab.page.reload();
  await expect(grid).toContainText('00M');
});
