import { expect, test } from './fixtures';

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

for (const form of FORMS) {
  test(`${form} opens one editor with rows and one notebook, and a reload adds none`, async ({
    lab
  }) => {
    await lab.open(form);
    await lab.expectWorkspace();
    await expect(lab.status).toContainText('500 rows');
    expect(lab.page.url()).not.toMatch(/omnisci|reset/);

    const editor = await lab.editor.boundingBox();
    const notebook = await lab.page.locator('.jp-NotebookPanel').boundingBox();
    expect(notebook && editor && notebook.x < editor.x).toBe(true);

    await lab.expectSaved('omnisci-sql-editor', 'notebook:Untitled', 'SFO');
    await lab.page.reload();
    await lab.expectWorkspace();
    await expect(lab.sql).toContainText("origin = 'SFO'");
  });
}
