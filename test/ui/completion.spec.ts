/** Completion in the SQL editor, by JupyterLab's own list and keys. */
import type { Locator } from '@playwright/test';
import { expect, test } from './fixtures';
import type { LabPage } from './lab-page';

const list = (lab: LabPage): Locator =>
  lab.page.locator('.jp-Completer:not(.lm-mod-hidden)');

const items = (lab: LabPage): Locator =>
  list(lab).locator('.jp-Completer-item .jp-Completer-match');

/** Writes `before|after`, with the cursor at the bar. */
async function write(lab: LabPage, marked: string): Promise<void> {
  const [before = '', after = ''] = marked.split('|');
  await lab.sql.click();
  await lab.page.keyboard.press('ControlOrMeta+A');
  await lab.page.keyboard.insertText(before + after);
  for (let n = 0; n < after.length; n++) {
    await lab.page.keyboard.press('ArrowLeft');
  }
}

test.beforeEach(async ({ lab }) => {
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
});

test('Tab after FROM offers the tables; Enter takes one', async ({ lab }) => {
  await write(lab, 'SELECT * FROM |');
  await lab.page.keyboard.press('Tab');
  await expect(items(lab)).toHaveText([
    'airports',
    'every_type',
    'flights',
    'us_states',
    'zipcodes'
  ]);
  await lab.page.keyboard.type('FLI');
  await expect(items(lab)).toHaveText(['flights']);
  await lab.page.keyboard.press('Enter');
  await expect(list(lab)).toHaveCount(0);
  await expect(lab.sql).toHaveText('SELECT * FROM flights');
});

test('offers the columns of tables that are named later, with their types', async ({
  lab
}) => {
  await write(lab, 'SELECT dep_| FROM flights');
  await lab.page.keyboard.press('Control+Space');
  await expect(list(lab)).toContainText('dep_timestamp');
  await expect(list(lab)).toContainText(/timestamp\(0\)/i);
});

test('after an alias and a dot come its columns only', async ({ lab }) => {
  await write(lab, 'SELECT a.| FROM flights f, airports a');
  await lab.page.keyboard.press('Tab');
  await expect(items(lab).first()).toHaveText('iata');
  await expect(list(lab)).not.toContainText('dep_timestamp');
  await lab.page.keyboard.press('Escape');
  await expect(list(lab)).toHaveCount(0);
});

test('a second Tab writes a single fit, in place of the word', async ({
  lab
}) => {
  await write(lab, 'SELECT * FROM airp|');
  await lab.page.keyboard.press('Tab');
  await expect(items(lab)).toHaveText(['airports']);
  await lab.page.keyboard.press('Tab');
  await expect(lab.sql).toHaveText('SELECT * FROM airports');
});

test('at the beginning of a line Tab indents; after Escape it goes to the toolbar, the results, the grid, and on', async ({
  lab
}) => {
  const { keyboard } = lab.page;
  await write(lab, '|');
  await keyboard.press('Tab');
  await expect(list(lab)).toHaveCount(0);
  await expect(lab.sql).toHaveText(/^\s+$/);
  const run = lab.page.locator('[data-command="omnisci:run-query"]');
  const limit = lab.page.getByRole('combobox', { name: 'Row limit' });
  const stops: [string, Locator][] = [
    ['the editor’s own toolbar, as one stop', run],
    [
      'the buttons of the result',
      lab.editor.locator('.jp-OmniSciResults-header jp-button')
    ],
    ['the grid', lab.editor.getByRole('grid')]
  ];
  await keyboard.press('Escape');
  for (const [name, stop] of stops) {
    await keyboard.press('Tab');
    await expect(stop.and(lab.page.locator(':focus')), name).toHaveCount(1);
  }
  // Nothing holds the focus, and Shift+Tab goes the same way back.
  await keyboard.press('Tab');
  await expect(lab.editor.locator(':focus')).toHaveCount(0);
  for (const [name, stop] of [...stops].reverse()) {
    await keyboard.press('Shift+Tab');
    await expect(stop.and(lab.page.locator(':focus')), name).toHaveCount(1);
  }
  await keyboard.press('ArrowRight');
  await expect(limit).toBeFocused();
  await keyboard.press('Shift+Tab');
  await expect(lab.sql).toBeFocused();
});

test('does not open while typing unless JupyterLab is set to', async ({
  lab
}) => {
  await write(lab, 'SELECT * FROM |');
  await lab.page.keyboard.type('fl');
  await expect(lab.sql).toHaveText('SELECT * FROM fl');
  await expect(list(lab)).toHaveCount(0);
});

test('offers the words of the text, too, as JupyterLab does everywhere', async ({
  lab
}) => {
  await write(lab, 'SELECT my_own_word FROM flights WHERE my_|');
  await lab.page.keyboard.press('Control+Space');
  await expect(items(lab)).toHaveText(['my_own_word']);
});

test('leaves the cells of a notebook to JupyterLab', async ({ lab }) => {
  await lab.firstCell.locator('.cm-content').click();
  await lab.page.keyboard.press('ControlOrMeta+A');
  await lab.page.keyboard.insertText('SELECT * FROM fl');
  await lab.page.keyboard.press('Tab');
  await expect(items(lab).filter({ hasText: 'flights' })).toHaveCount(0);
});
