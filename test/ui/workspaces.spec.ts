import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, QUERY, startLabServer, stopLabServer, test } from './fixtures';
import { LabPage } from './lab-page';

test('?omnisci without reset adds to the layout that is there', async ({
  lab
}) => {
  await lab.open('lab?reset');
  await lab.page
    .locator('.jp-LauncherCard', { hasText: 'OmniSci SQL Editor' })
    .click();
  await expect(lab.editorTabs).toHaveCount(1);
  await lab.expectSaved({ main: ['omnisci-sql-editor'] });
  await lab.open('lab?omnisci');
  await expect(lab.firstCell).toContainText('connect_session(');
  await expect(lab.editorTabs).toHaveCount(2);
  await expect(lab.notebookTabs).toHaveCount(1);
});

test('a workspace that is open in another tab leaves for one of its own, and launches once', async ({
  lab,
  server
}) => {
  await lab.open('lab?reset');
  await expect(lab.launcherTabs).toHaveCount(1);
  const second = new LabPage(
    await lab.page.context().newPage(),
    server.jupyter
  );
  await second.open('lab?omnisci&reset');
  await second.expectWorkspace();
  expect(second.page.url()).toContain('/lab/workspaces/auto-');
  await expect(lab.editorTabs).toHaveCount(0);
});

test('the link in two tabs at once makes two notebooks that work, and asks nothing', async ({
  lab,
  server
}) => {
  const { page } = lab;
  const second = new LabPage(await page.context().newPage(), server.jupyter);
  const labs = [lab, second];
  await Promise.all(labs.map(one => one.open('lab?omnisci&reset')));
  await Promise.all(labs.map(one => one.expectWorkspace()));
  const names = await Promise.all(
    labs.map(one => one.notebookTabs.first().textContent())
  );
  expect(new Set(names).size).toBe(2);
  for (const one of labs) {
    await one.page.bringToFront();
    await one.runFirstCell();
    await expect(one.output).toContainText('rows ×');
    // The first save asks for a name; one more would ask, were the file another's, too.
    await one.page.keyboard.press('ControlOrMeta+S');
    await one.page.getByRole('button', { name: 'Rename' }).click();
    await expect(one.notebookTabs.first()).not.toHaveClass(/jp-mod-dirty/);
    await expect(one.page.getByRole('dialog')).toHaveCount(0);
  }
});

test('another link takes the untouched notebook and its kernel, with the query of today', async ({
  lab,
  server
}) => {
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  const name = await lab.notebookTabs.first().textContent();

  server.handOver('SELECT 2 AS today');
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.firstCell).toContainText('SELECT 2 AS today');
  await expect(lab.firstCell).not.toContainText('SFO');
  expect(await lab.notebookTabs.first().textContent()).toBe(name);

  // Beside what is there, where no layout is put aside.
  server.handOver('SELECT 3 AS later');
  await lab.expectSaved({ main: ['notebook:Untitled'], texts: ['today'] });
  await lab.open('lab?omnisci');
  await expect(lab.firstCell).toContainText('SELECT 3 AS later');
  await expect(lab.notebookTabs).toHaveCount(1);
  await expect(lab.notebookTabs.first()).not.toHaveClass(/jp-mod-dirty/);
  await expect(lab.page.getByRole('dialog')).toHaveCount(0);
});

test('a link that clones a workspace launches once, and a reload adds none and loses none', async ({
  lab,
  server
}) => {
  await lab.open('lab?reset');
  await expect(lab.launcherTabs).toHaveCount(1);
  await lab.expectSaved({ texts: ['metadata'] });
  // JupyterLab takes `clone` out of the address once it has heard that it saved: a busy server is late.
  const { page } = lab;
  const workspaces = '**/api/workspaces/cloned*';
  await page.route(workspaces, async route => {
    if (route.request().method() !== 'PUT') {
      return route.fallback();
    }
    await route.fetch();
  });
  await lab.open('lab/workspaces/cloned?omnisci&clone=default');
  await expect(lab.status).toContainText('500 rows');
  await expect(lab.firstCell).toContainText('connect_session(');
  await expect
    .poll(() => server.savedWorkspace('cloned'))
    .toMatch(/\["notebook:Untitled.*\["omnisci-sql-editor.*SFO/);
  await page.unroute(workspaces);
  await page.reload();
  await expect(lab.sql).toContainText("origin = 'SFO'");
  await expect(lab.editorTabs).toHaveCount(1);
  await expect(lab.notebookTabs).toHaveCount(1);
});

test('a link inside a folder opens that file as well', async ({
  lab,
  server
}) => {
  const { root } = server.jupyter.folders;
  mkdirSync(join(root, 'notes'), { recursive: true });
  writeFileSync(join(root, 'notes/mine.txt'), 'These are my notes.');
  await lab.open('lab/tree/notes/mine.txt?omnisci&reset&x=a%20b#frag');
  await lab.expectWorkspace();
  await expect(lab.page.getByText('These are my notes.')).toBeAttached();
});

test('the link survives the login page', async ({ browser, server }) => {
  server.handOver(QUERY);
  const context = await browser.newContext();
  const lab = new LabPage(await context.newPage(), server.jupyter);
  await lab.page.goto(new URL('lab?omnisci&reset', server.jupyter.url).href);
  await lab.page.locator('#password_input').fill(server.jupyter.token);
  await lab.page.locator('#login_submit').click();
  await lab.expectWorkspace();
  await expect(lab.status).toContainText('500 rows');
  await context.close();
});

test('all of it works under a base URL', async ({ page }) => {
  const server = await startLabServer({
    args: ['--ServerApp.base_url=/user/ada/']
  });
  try {
    server.handOver(QUERY);
    const lab = new LabPage(page, server.jupyter);
    await lab.open('lab?omnisci=1&reset=1');
    await lab.expectWorkspace();
    await expect(lab.status).toContainText('500 rows');
  } finally {
    await stopLabServer(server);
  }
});
