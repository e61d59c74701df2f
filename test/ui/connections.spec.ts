/**
 * Two editors side by side, on different servers and databases as different users: what either
 * does reaches its own, and the password of one is kept nowhere.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { Canaries } from '../helpers/canaries';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  browserStorage,
  filesUnder,
  listen,
  processes,
  traffic
} from '../security/places';
import { EditorPart } from './editor-part';
import {
  expect,
  type LabServer,
  startLabServer,
  stopLabServer,
  test
} from './fixtures';
import { LabPage } from './lab-page';

const password = randomBytes(16).toString('hex');

let server: LabServer;
let warehouse: ISandbox;

/** Where `ana` signs in; the handed-over session is `admin`'s, on a server with the weather. */
const startWarehouse = (args: string[] = []): Promise<ISandbox> =>
  startSandbox({
    args: [
      ...['--user=admin', '--user=ana:sales'],
      ...['--database=sales', '--database=archive', ...args]
    ],
    passwords: { ana: password }
  });

test.beforeAll(async () => {
  warehouse = await startWarehouse();
  const { httpPort: port } = warehouse;
  server = await startLabServer({
    sandbox: {
      args: [
        ...['--user=admin', '--user=ben:weather'],
        ...['--database=heavyai', '--database=weather']
      ]
    },
    config: {
      OmniSciConnections: {
        servers: [
          {
            ...{ id: 'warehouse', label: 'Warehouse', username: 'ana' },
            ...{ protocol: 'http', host: '127.0.0.1', port, database: 'sales' }
          }
        ]
      }
    }
  });
});
test.afterAll(async () => {
  await Promise.all([warehouse?.stop(), server && stopLabServer(server)]);
});

test('two editors on two servers each have their own, over a reload and an end of one session', async ({
  browser
}) => {
  const folder = mkdtempSync(join(tmpdir(), 'omnisci-har-'));
  const har = join(folder, 'traffic.har');
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    recordHar: {
      path: har,
      content: 'embed',
      urlFilter: /^(?!.*\/(static|lab\/extensions|lab\/api\/themes)\/)/
    }
  });
  const heard = listen(context);
  const page = await context.newPage();
  const lab = new LabPage(page, server.jupyter);
  const weather = new EditorPart(page, page.locator('.jp-mod-untitled'));
  const sales = new EditorPart(
    page,
    page.locator('.jp-OmniSciSqlEditor:not(.jp-mod-untitled)')
  );
  const dialog = page.getByRole('dialog');
  const signIn = async (): Promise<void> => {
    await expect(dialog).toContainText(`127.0.0.1:${warehouse.httpPort}`);
    await dialog.locator('[name="password"]').fill(password);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
  };
  const mainTab = (name: RegExp): Locator =>
    page.locator('#jp-main-dock-panel').getByRole('tab', { name });
  const { root } = server.jupyter.folders;

  server.handOver();
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await weather.write('SELECT 1');

  await test.step('one moves to another database, the other to another server', async () => {
    await lab.firstCell.locator('.cm-content').click();
    await lab.command('New OmniSci SQL Editor');
    await expect(lab.editorTabs).toHaveCount(2);
    await page.keyboard.press('ControlOrMeta+S');
    await dialog.getByRole('textbox').fill('sales.sql');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(lab.editorTabs).toHaveCount(1);
    await expect(page.locator('[data-omnisci-connection]')).toHaveCount(0);
    await sales.choose(/Warehouse/);
    await signIn();
    await expect(sales.connection).toContainText('Warehouse · sales');
    await weather.choose(/^Database/, /^weather/);
    await expect(weather.connection).toContainText('admin @ weather');
    for (const [tab, place] of [
      [mainTab(/^SQL 1$/), 'Immerse · weather'],
      [mainTab(/^sales.sql$/), 'Warehouse']
    ] as const) {
      await expect(tab).toHaveAttribute('data-omnisci-connection', place);
      await expect(tab).toHaveAttribute(
        'title',
        RegExp(`Connected to ${place}$`)
      );
    }
  });

  await test.step('either completes, runs, exports and charts its own', async () => {
    await weather.complete('SELECT * FROM daily', 'daily_weather');
    await sales.complete('SELECT * FROM airp', 'airports');
    await weather.run('SELECT weather, wind FROM daily_weather LIMIT 100');
    await sales.run('SELECT origin, distance FROM flights LIMIT 500');
    await expect(weather.status).toContainText('100 rows');
    await expect(sales.status).toContainText('500 rows');
    // By its button, while the other has the focus.
    await weather.write('SELECT weather, wind FROM daily_weather LIMIT 90');
    await sales.sql.click();
    await weather.tool('run-query').click();
    await expect(weather.status).toContainText('90 rows');
    for (const [editor, name, columns] of [
      [weather, 'weather', 'weather,wind'],
      [sales, 'sales', 'origin,distance']
    ] as const) {
      await editor.sql.click();
      await editor.tool('export-result').click();
      await dialog.getByLabel('File name').fill(name);
      await dialog.getByRole('button', { name: 'Export' }).click();
      const done = lab.notifications.filter({ hasText: `to ${name}.csv` });
      await done.getByTitle('Hide notification').click();
      await expect(lab.notifications).toHaveCount(0);
      const csv = readFileSync(join(root, `${name}.csv`), 'utf8');
      expect(csv.replace(/^\uFEFF/, '').replaceAll('"', '')).toMatch(columns);
      await editor.tool('chart-result').click();
    }
    const charts = page.locator('.jp-OmniSciChart');
    await expect(charts.filter({ hasText: 'wind' })).toHaveCount(1);
    await expect(charts.filter({ hasText: 'distance' })).toHaveCount(1);
    await expect(charts.locator('canvas, svg.marks')).toHaveCount(2);
  });

  await test.step('the schema browser follows the editor, or stays where it is pinned', async () => {
    await page.getByRole('tab', { name: 'Database', exact: true }).click();
    const region = page.getByRole('region', { name: 'Database', exact: true });
    const names = region.getByRole('treeitem');
    const select = region.getByRole('combobox');
    await weather.sql.click();
    await expect(names.filter({ hasText: 'daily_weather' })).toHaveCount(1);
    await sales.sql.click();
    await expect(names.filter({ hasText: 'airports' })).toHaveCount(1);
    await expect(names.filter({ hasText: 'daily_weather' })).toHaveCount(0);
    await select.selectOption('handover;weather');
    await expect(names.filter({ hasText: 'daily_weather' })).toHaveCount(1);
    await sales.sql.click();
    await expect(names.filter({ hasText: /^sales/ })).toHaveCount(0);
  });

  await test.step('cells for the notebook connect to the same by a session of their own', async () => {
    await sales.tool('insert-dataframe').click();
    const cells = page.locator('.jp-Notebook .jp-CodeCell');
    const connects = cells.filter({
      hasText: 'con_2 = connect_session("warehouse")'
    });
    const reads = cells.filter({ hasText: 'read_sql(query, con_2)' });
    await expect(reads).toHaveCount(1);
    await connects.locator('.cm-content').click();
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.press('Shift+Enter');
    await expect(reads.locator('.jp-OutputArea-output')).toContainText(
      '500 rows × 2 columns'
    );
    await mainTab(/^sales.sql/).click();
  });

  await test.step('a reload brings both back where they were', async () => {
    await sales.sql.click();
    await page.keyboard.press('ControlOrMeta+S');
    await lab.expectSaved({
      main: ['omnisci-sql-editor', 'sales.sql'],
      left: 'omnisci-schema-browser',
      texts: ['handover;weather', 'warehouse']
    });
    page.once('dialog', question => void question.accept());
    await page.reload();
    await expect(weather.connection).toContainText('admin @ weather');
    await expect(sales.connection).toContainText('Warehouse · sales');
    await expect(
      page.getByRole('treeitem').filter({ hasText: 'daily_weather' })
    ).toHaveCount(1);
    await weather.run('SELECT COUNT(*) AS days FROM daily_weather');
    await expect(weather.status).toContainText('1 row');
    await sales.run('SELECT COUNT(*) AS flown FROM flights');
    await expect(sales.status).toContainText('1 row');
  });

  await test.step('one session ends and is signed in to again, which the other does not notice', async () => {
    const { httpPort, binaryPort } = warehouse;
    await warehouse.stop();
    warehouse = await startWarehouse([
      `--http-port=${httpPort}`,
      `--binary-port=${binaryPort}`
    ]);
    await sales.run('SELECT 7 AS seven');
    await expect(sales.root).toContainText('Sign in to Warehouse');
    await expect(sales.sql).toHaveText('SELECT 7 AS seven');
    await expect(weather.alert).toHaveCount(0);
    await expect(weather.status).toContainText('1 row');
    await sales.root.getByRole('button', { name: 'Sign In…' }).click();
    await signIn();
    await expect(sales.status).toContainText('1 row');
    await expect(sales.root).not.toContainText('Sign in to Warehouse');
    await weather.run('SELECT 8 AS eight, 9 AS nine');
    await expect(weather.status).toContainText('2 columns');
    await expect(lab.notifications).toHaveCount(0);
  });

  await test.step('the password stands in the body of the sign-in, and nowhere else', async () => {
    const places = [
      ...(await browserStorage(page)),
      ...processes(() => []),
      ...heard()
    ];
    await context.close();
    const sent = [
      ...traffic(har, [
        [
          /^request body of POST \/omnisci\/connections\/sign-in$/,
          ['database password']
        ]
      ])
    ];
    places.push(
      { name: 'the debug log', content: server.jupyter.log },
      ...filesUnder(server.jupyter.folders.top, []),
      ...sent
    );
    const canaries = new Canaries({ 'database password': [password] });
    expect(canaries.leaks(places)).toEqual([]);
    expect(
      sent.filter(({ content }) => content.includes(password))
    ).toHaveLength(2);
  });
  rmSync(folder, { recursive: true });
});
