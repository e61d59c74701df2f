/** Notebook 7, which shows one document a page: what can work there works, and nothing fails. */
import type { Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IEnvironment, newEnvironment } from '../helpers/new-environment';
import { isFull } from '../helpers/scale';
import {
  expect,
  type LabServer,
  startLabServer,
  stopLabServer,
  test
} from '../ui/fixtures';
import { LabPage } from '../ui/lab-page';

// It installs an environment of its own.
if (isFull) {
  let environment: IEnvironment | undefined;
  let server: LabServer;
  test.beforeAll(async () => {
    environment = await newEnvironment('notebook>=7.6,<8');
    server = await startLabServer({ python: environment.python });
    server.handOver();
    const { root } = server.jupyter.folders;
    writeFileSync(join(root, 'flights.sql'), 'SELECT 7 AS seven');
    // Without its kernel it would ask for one.
    const kernelspec = {
      ...{ name: 'python3', display_name: 'Python 3', language: 'python' }
    };
    writeFileSync(
      join(root, 'empty.ipynb'),
      JSON.stringify({
        ...{ cells: [], metadata: { kernelspec } },
        ...{ nbformat: 4, nbformat_minor: 5 }
      })
    );
  });
  test.afterAll(async () => {
    await stopLabServer(server);
    environment?.remove();
  });

  /** What this extension says in the console that it should not. */
  const complaintsOf = (page: Page): string[] => {
    const complaints: string[] = [];
    page.on('console', message => {
      if (message.type() === 'error' && /omnisci/i.test(message.text())) {
        complaints.push(message.text());
      }
    });
    return complaints;
  };

  for (const path of ['tree', 'notebooks/empty.ipynb', 'edit/flights.sql']) {
    test(`/${path} has the commands that work there, and no error`, async ({
      page
    }) => {
      const complaints = complaintsOf(page);
      const lab = new LabPage(page, server.jupyter);
      await lab.open(path);
      const opening = page.waitForEvent('popup');
      await lab.command('New OmniSci SQL Editor');
      const editor = new LabPage(await opening, server.jupyter);
      await expect(editor.page).toHaveURL(/\/edit\/untitled\d*\.sql$/);
      await expect(editor.connection).toContainText('admin @ heavyai');
      await editor.page.close();
      await lab.command('Show Database');
      await expect(
        page.getByRole('treeitem', { name: 'flights' })
      ).toBeVisible();
      const palette = page.locator('.lm-CommandPalette-content');
      await page.keyboard.press('ControlOrMeta+Shift+C');
      await expect(palette).toContainText('New OmniSci SQL Editor');
      await expect(palette).not.toContainText('Create OmniSci Workspace');
      await expect(palette).not.toContainText('Restore Previous Layout');
      expect(complaints).toEqual([]);
    });
  }

  test('a .sql file runs, is charted below, and goes to a notebook on a page of its own', async ({
    page
  }) => {
    const complaints = complaintsOf(page);
    const lab = new LabPage(page, server.jupyter);
    await lab.open('edit/flights.sql');
    await lab.sql.click();
    await page.keyboard.press('Shift+Enter');
    await expect(lab.status).toContainText('1 row');
    await lab.command('Chart the Result');
    const chart = page.locator('.jp-OmniSciChart .vega-embed');
    await expect(chart).toBeInViewport({ ratio: 0.9 });
    // An element without a height is in the viewport, too.
    await expect
      .poll(async () => (await chart.boundingBox())?.height)
      .toBeGreaterThan(150);
    await lab.takePicture('notebook-7');

    const opening = page.waitForEvent('popup');
    await lab.command('Insert Query as Dataframe');
    const notebook = await opening;
    await expect(notebook.locator('.jp-Notebook')).toContainText('SELECT 7');
    const { root } = server.jupyter.folders;
    const [name = ''] = /[^/]+\.ipynb/.exec(notebook.url()) ?? [];
    const saved = readFileSync(join(root, decodeURIComponent(name)), 'utf8');
    const { cells } = JSON.parse(saved) as { cells: { source: unknown }[] };
    expect(cells.map(({ source }) => [source].flat().join(''))).toEqual([
      expect.stringContaining('connect_session('),
      expect.stringContaining('SELECT 7 AS seven')
    ]);
    expect(complaints).toEqual([]);
  });
}
