/**
 * The link from a hostile page: it replaces the layout, which can be brought back, and does nothing
 * else. Nothing in it reaches SQL, host or port.
 */
import { test as base } from '@playwright/test';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type IRelay, startRelay } from '../helpers/relay';
import {
  expect,
  type LabServer,
  QUERY,
  startLabServer,
  stopLabServer
} from '../ui/fixtures';
import { LabPage } from '../ui/lab-page';
import { HostileSite } from './hostile-site';

type World = { server: LabServer; relay: IRelay; site: HostileSite };

const test = base.extend<{ lab: LabPage }, { world: World }>({
  world: [
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      let relay: IRelay | undefined;
      const server = await startLabServer({
        before: async port => {
          relay = await startRelay(port);
          return relay.port;
        }
      });
      const site = await HostileSite.start();
      await use({ server, relay: relay!, site });
      await site.stop();
      await stopLabServer(server);
      await relay?.stop();
    },
    { scope: 'worker', timeout: 600_000 }
  ],
  lab: async ({ page, world: { server, relay } }, use) => {
    server.handOver(QUERY);
    const lab = new LabPage(page, server.jupyter);
    await lab.open('lab?reset');
    await expect(lab.launcherTabs).toHaveCount(1);
    relay.reset();
    await use(lab);
  }
});

/** Every file of the user's with its content, and those of her settings. */
function filesOf({ jupyter }: LabServer): Map<string, string> {
  const found = new Map<string, string>();
  for (const folder of [
    jupyter.folders.root,
    jupyter.folders.settings,
    jupyter.folders.home
  ]) {
    for (const name of readdirSync(folder, {
      recursive: true,
      encoding: 'utf8'
    })) {
      const path = join(folder, name);
      if (statSync(path).isFile() && !/\.(cache|local|ipython)\b/.test(path)) {
        found.set(path, readFileSync(path, 'latin1'));
      }
    }
  }
  return found;
}

/** The paths, from the root folder on, of what is there and was not, or not so. */
const changed = (server: LabServer, before: Map<string, string>): string[] => {
  const after = filesOf(server);
  const { root } = server.jupyter.folders;
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter(path => before.get(path) !== after.get(path))
    .map(path => path.replace(`${root}/`, ''))
    .sort();
};

const linkOf = ({ jupyter }: LabServer, rest = ''): string =>
  new URL(`lab?omnisci&reset${rest}`, jupyter.url).href;

test('a window that a hostile page opens gets the workspace, and one new notebook is all that is made', async ({
  lab,
  world: { server, site, relay }
}) => {
  const { root } = server.jupyter.folders;
  writeFileSync(join(root, 'mine.py'), 'print("mine")');
  const before = filesOf(server);
  const hostile = [
    '&query=DROP%20TABLE%20flights',
    '&sql=DROP%20TABLE%20flights',
    '&session=stolen&host=evil.example&port=1&protocol=https',
    '&path=../../etc&factory=Terminal&kernel=evil#DROP%20TABLE%20flights'
  ].join('');
  site.html = `<button onclick="opened = window.open('${linkOf(server, hostile)}')">A kitten</button>`;
  const trap = await lab.page.context().newPage();
  await lab.page.close();
  await trap.goto(site.url);
  const opening = trap.context().waitForEvent('page');
  await trap.getByRole('button').click();
  const victim = new LabPage(await opening, server.jupyter);
  await victim.expectWorkspace();
  await expect(victim.status).toContainText('500 rows');
  await expect(victim.sql).toHaveText(QUERY);
  await expect(victim.firstCell).not.toContainText('DROP');
  await expect(victim.page.locator('#jp-main-statusbar')).toContainText('1');

  expect(
    changed(server, before).filter(
      path => !path.startsWith('.ipynb_checkpoints/')
    )
  ).toEqual(['Untitled.ipynb']);
  expect(relay.count('sql_execute')).toBe(0);
  expect(relay.count('sql_execute_df')).toBe(1);
  expect([...new Set(relay.calls.map(({ method }) => method))].sort()).toEqual(
    expect.not.arrayContaining([
      'set_table_epoch',
      'import_table',
      'load_table'
    ])
  );
});

test('a page that opens the link and closes it at once has lost nobody’s layout', async ({
  lab,
  world: { server, site }
}) => {
  await lab.command('New OmniSci SQL Editor');
  await lab.sql.click();
  await lab.page.keyboard.insertText('SELECT 7 AS mine');
  await lab.expectSaved({
    main: ['omnisci-sql-editor'],
    texts: ['SELECT 7 AS mine']
  });
  const context = lab.page.context();
  const trap = await context.newPage();
  await lab.page.close();

  for (let n = 0; n < 2; n++) {
    site.html = `<button onclick="w = window.open('${linkOf(server)}')">A kitten</button>`;
    await trap.goto(site.url);
    const opening = context.waitForEvent('page');
    await trap.getByRole('button').click();
    const victim = await opening;
    // As early as the layout can be gone.
    await victim.waitForRequest(
      request =>
        request.method() === 'PUT' &&
        request.url().includes('/api/workspaces/default')
    );
    await trap.evaluate('w.close()');
    await expect.poll(() => victim.isClosed()).toBe(true);
  }
  const back = new LabPage(await context.newPage(), server.jupyter);
  await back.open('lab');
  await back.command('Restore Previous Layout');
  await expect(back.sql).toHaveText('SELECT 7 AS mine');
});

test('a frame, a form, a picture and a script of another site get nothing and change nothing', async ({
  lab,
  world: { server, site, relay }
}) => {
  const before = filesOf(server);
  const link = linkOf(server).replaceAll('&', '&amp;');
  const query = new URL('omnisci/queries', server.jupyter.url).href;
  site.html = `
    <iframe name="in" src="${link}"></iframe>
    <iframe name="out"></iframe>
    <img src="${link}"><script src="${link}"></script><link rel="prefetch" href="${link}">
    <object data="${link}"></object><embed src="${link}">
    <form id="workspace" target="out" method="post" action="${link}"></form>
    <form id="query" target="out" method="post" enctype="text/plain" action="${query}">
      <input name='{"id":"00000000-0000-4000-8000-000000000000","sql":"DROP TABLE flights","rowLimit":1,"x":"' value='"}'>
    </form>`;
  await lab.page.goto(site.url);
  /** Once more where the frame was busy with what it was given before, and gave this up. */
  const statusOf = async (form: string, url: string): Promise<number> => {
    let status = 0;
    await expect(async () => {
      const [answer] = await Promise.all([
        lab.page.waitForResponse(
          response =>
            response.url() === url && response.request().method() === 'POST',
          { timeout: 5_000 }
        ),
        lab.page.evaluate(`document.getElementById('${form}').submit()`)
      ]);
      status = answer.status();
    }).toPass();
    return status;
  };
  expect(await statusOf('query', query)).toBe(403);
  expect(await statusOf('workspace', linkOf(server))).toBeGreaterThanOrEqual(
    400
  );
  for (const frame of lab.page.frames().slice(1)) {
    expect(await frame.locator('#jp-main-dock-panel').count()).toBe(0);
  }
  expect(changed(server, before)).toEqual([]);
  expect(relay.count('sql_execute_df')).toBe(0);
});
