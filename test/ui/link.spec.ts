import { expect, test } from './fixtures';
import type { LabPage } from './lab-page';

const FORMS = [
  'lab?omnisci&reset',
  'lab?reset&omnisci',
  'lab?omnisci=1&reset=1',
  'lab?omnisci=&reset=',
  'lab?omnisci&reset#part',
  'lab/workspaces/analysis?reset=&omnisci=',
  'doc?omnisci&reset',
  '?omnisci&reset'
];

/** One for each kind of address: what is left of the others is one of these. */
const RELOADED = [
  'lab?omnisci&reset',
  'lab/workspaces/analysis?omnisci&reset',
  'doc?omnisci&reset'
];

const open = async (lab: LabPage, form: string): Promise<void> => {
  await lab.open(form);
  await lab.expectWorkspace();
  await expect(lab.status).toContainText('500 rows');
  expect(lab.page.url()).not.toMatch(/omnisci|reset/);
};

for (const form of FORMS.filter(form => !RELOADED.includes(form))) {
  test(`${form} opens one editor with rows and one notebook`, async ({
    lab
  }) => {
    await open(lab, form);
  });
}

for (const form of RELOADED) {
  test(`${form} opens them side by side, and a reload adds none`, async ({
    lab
  }) => {
    await open(lab, form);
    const editor = await lab.editor.boundingBox();
    const notebook = await lab.page.locator('.jp-NotebookPanel').boundingBox();
    expect(notebook && editor && notebook.x < editor.x).toBe(true);

    await lab.expectSaved({
      main: ['omnisci-sql-editor', 'notebook:Untitled'],
      texts: ['SFO']
    });
    await lab.page.reload();
    await lab.expectWorkspace();
    await expect(lab.sql).toContainText("origin = 'SFO'");
  });
}

test('a handed-over query that changes data waits for Run at every visit, and runs by key', async ({
  lab,
  server
}) => {
  server.handOver('CREATE TABLE visits (n INT); SELECT 7 AS first_visit;');
  for (let visit = 0; visit < 3; visit++) {
    await lab.open('lab?omnisci&reset');
    await expect(lab.sql).toContainText('CREATE TABLE visits');
    await expect(lab.editor).toContainText('This query has not run yet');
    await expect(lab.status).toHaveText('');
  }
  const waiting = lab.editor.getByRole('status').getByRole('button');
  await expect(waiting).toHaveText('Run');
  await waiting.focus();
  await lab.page.keyboard.press('Enter');
  // Had one visit run it, the table would be there already.
  await expect(lab.status).toContainText('1 row');
  await expect(lab.editor).not.toContainText('This query has not run yet');

  await lab.editor.getByRole('tab', { name: /All 2/ }).click();
  await expect(lab.status).toContainText('2 of 2 statements done');
  await lab.editor.locator('.jp-OmniSciLog-sql').nth(1).click();
  await expect
    .poll(() => lab.page.evaluate(() => String(document.getSelection())))
    .toBe('SELECT 7 AS first_visit');
});

for (const isSlow of [false, true]) {
  const when = isSlow ? 'before there is a notebook' : 'after it';
  test(`a reload in the very moment when reset writes its address, ${when}, opens nothing twice and all of it`, async ({
    lab
  }) => {
    await lab.page.addInitScript(() => {
      const push = history.pushState.bind(history);
      history.pushState = (state, unused, url) => {
        push(state, unused, url);
        if (/\?omnisci$/.test(String(url)) && !sessionStorage['reloaded']) {
          sessionStorage['reloaded'] = 'true';
          location.reload();
        }
      };
    });
    let held = 0;
    if (isSlow) {
      await lab.page.route('**/api/contents?*', (route, request) =>
        // The first is never answered: its page is reloaded meanwhile.
        request.method() === 'POST' && held++ === 0
          ? undefined
          : route.continue()
      );
    }
    await lab.open('lab?omnisci&reset');
    await lab.page.waitForFunction(() => sessionStorage['reloaded'] === 'true');
    await lab.page.waitForLoadState();
    await lab.expectWorkspace();
    await expect(lab.sql).toContainText("origin = 'SFO'");
    expect(lab.page.url()).not.toMatch(/omnisci|reset/);
  });
}
