/** The layout that a link replaced, and the command that brings it back. */
import type { Locator } from '@playwright/test';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { times } from '../helpers/scale';
import { expect, QUERY, test, type LabServer } from '../ui/fixtures';
import { LabPage } from '../ui/lab-page';

/** What tells of the layout that was put aside. */
const notice = (lab: LabPage): Locator =>
  lab.page.locator('.jp-OmniSciLayoutNotice');

const restoreButton = (lab: LabPage): Locator =>
  notice(lab)
    .filter({ hasText: 'Your previous layout was saved.' })
    .getByRole('button', { name: 'Restore' });

const tabs = (lab: LabPage): Promise<string[]> =>
  lab.page.locator('#jp-main-dock-panel').getByRole('tab').allInnerTexts();

/** Left, top, width and height of what lies in the main area, to the pixel or two. */
const places = (lab: LabPage): Promise<number[][]> =>
  lab.page
    .locator('#jp-main-dock-panel .lm-DockPanel-widget')
    .evaluateAll(widgets =>
      widgets
        .filter(widget => widget.checkVisibility())
        .map(widget => widget.getBoundingClientRect())
        .map(({ x, y, width, height }) =>
          [x, y, width, height].map(side => Math.round(side / 4))
        )
        .sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0) || (a[1] ?? 0) - (b[1] ?? 0))
    );

const notebooks = (server: LabServer): string[] =>
  readdirSync(server.jupyter.folders.root).filter(name =>
    name.endsWith('.ipynb')
  );

/** Two files beside a SQL editor with a text, the database in the side bar. */
async function arrange(lab: LabPage, server: LabServer): Promise<void> {
  for (const name of ['one.txt', 'two.txt']) {
    writeFileSync(join(server.jupyter.folders.root, name), `This is ${name}.`);
  }
  await lab.open('lab/tree/one.txt?reset');
  await expect(lab.page.getByText('This is one.txt.')).toBeVisible();
  await lab.page.getByText('two.txt').dblclick();
  await expect(lab.page.getByText('This is two.txt.')).toBeVisible();
  await lab.command('New OmniSci SQL Editor');
  await lab.sql.click();
  await lab.page.keyboard.insertText('SELECT 7 AS mine');
  const tab = lab.editorTabs.first();
  const area = await lab.page.locator('#jp-main-dock-panel').boundingBox();
  await tab.hover();
  await lab.page.mouse.down();
  await lab.page.mouse.move(
    (area?.x ?? 0) + (area?.width ?? 0) - 30,
    (area?.y ?? 0) + (area?.height ?? 0) / 2,
    { steps: 8 }
  );
  await lab.page.mouse.up();
  await lab.page.getByRole('tab', { name: 'Database', exact: true }).click();
  await expect(lab.page.getByRole('tree')).toContainText('flights');
  await lab.expectSaved({
    main: ['one.txt', 'two.txt', 'omnisci-sql-editor', 'split-area'],
    left: 'omnisci-schema-browser',
    texts: ['SELECT 7 AS mine']
  });
}

test('the link says that it put the layout aside; Restore brings all of it back, and Undo the link’s', async ({
  lab,
  server
}) => {
  await arrange(lab, server);
  const before = { tabs: await tabs(lab), places: await places(lab) };

  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.sql).toContainText("origin = 'SFO'");
  await lab.expectSaved({ main: ['notebook:Untitled'], texts: ['SFO'] });
  // It has its own place, and nothing lies on the rows.
  await expect(restoreButton(lab)).toBeVisible();
  await expect(lab.notifications).toHaveCount(0);
  await lab.takePicture('previous-layout');
  await lab.chooseDarkTheme();
  await lab.takePicture('previous-layout');
  await restoreButton(lab).click();

  await expect(lab.sql).toHaveText('SELECT 7 AS mine');
  await expect(notice(lab)).toContainText('Your previous layout is restored.');
  await expect(restoreButton(lab)).toHaveCount(0);
  await expect(lab.notifications).toHaveCount(0);
  await expect(lab.notebookTabs).toHaveCount(0);
  await expect(lab.page.getByRole('tree')).toContainText('flights');
  await expect.poll(() => tabs(lab)).toEqual(before.tabs);
  await expect.poll(() => places(lab)).toEqual(before.places);
  expect(lab.page.url()).not.toMatch(/clone|reset|omnisci/);

  await lab.takePicture('layout-is-back');
  // By keys: out of the text backwards, past the button that hides the line.
  await lab.sql.click();
  for (const key of ['Escape', 'Shift+Tab', 'Shift+Tab']) {
    await lab.page.keyboard.press(key);
  }
  const undo = notice(lab).getByRole('button', { name: 'Undo' });
  await expect(undo).toBeFocused();
  await lab.page.keyboard.press('Enter');
  await lab.expectWorkspace();
  await expect(lab.sql).toContainText("origin = 'SFO'");
  await expect(restoreButton(lab)).toHaveCount(0);

  await lab.command('Restore Previous Layout');
  await expect(lab.sql).toHaveText('SELECT 7 AS mine');
  await expect.poll(() => places(lab)).toEqual(before.places);
});

test('link after link leaves one notebook, and the layout from before them all', async ({
  lab,
  server
}) => {
  const there = notebooks(server).length;
  await arrange(lab, server);
  for (let n = 0; n < times({ quick: 3, full: 10 }); n++) {
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
  }
  expect(notebooks(server)).toHaveLength(there + 1);
  await lab.command('Restore Previous Layout');
  await expect(lab.sql).toHaveText('SELECT 7 AS mine');
});

test('a link in a second tab leaves the first its notebook, and takes one whose tab is closed; one that was run is left alone', async ({
  lab,
  server
}) => {
  const there = notebooks(server).length;
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  const first = await lab.notebookTabs.first().textContent();
  for (let n = 0; n < 2; n++) {
    const other = new LabPage(
      await lab.page.context().newPage(),
      server.jupyter
    );
    await other.open('lab?omnisci&reset');
    await other.expectWorkspace();
    expect(await other.notebookTabs.first().textContent()).not.toBe(first);
    expect(notebooks(server)).toHaveLength(there + 2);
    await other.page.close();
  }

  await lab.runFirstCell();
  // Its first output is there before it is over.
  await expect(lab.firstCell.locator('.jp-InputPrompt')).toHaveText('[1]:');
  await lab.page.keyboard.press('ControlOrMeta+S');
  await lab.page.getByRole('button', { name: 'Rename' }).click();
  const { root } = server.jupyter.folders;
  await expect
    .poll(() =>
      notebooks(server).map(name => readFileSync(join(root, name), 'utf8'))
    )
    .toContainEqual(expect.stringContaining('"execution_count": 1'));
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  expect(await lab.notebookTabs.first().textContent()).not.toBe(first);
  expect(notebooks(server)).toHaveLength(there + 2);
});

test('where no link replaced anything, the command says so', async ({
  lab,
  server
}) => {
  server.handOver(QUERY);
  await lab.open('lab/workspaces/fresh?reset');
  await expect(lab.launcherTabs).toHaveCount(1);
  await lab.command('Restore Previous Layout');
  await expect(lab.notifications).toContainText('There is no previous layout');
});

test('each workspace has its own previous layout', async ({ lab, server }) => {
  await arrange(lab, server);
  await lab.open('lab/workspaces/other?omnisci&reset');
  await lab.expectWorkspace();
  await expect(restoreButton(lab)).toHaveCount(0);
  await lab.command('Restore Previous Layout');
  await expect(lab.notifications).toContainText('There is no previous layout');
});
