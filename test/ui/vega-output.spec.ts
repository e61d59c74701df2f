/** Pictures of Vega in outputs of notebooks: those of 2018 to 2022, and those of today. */
import { execFileSync } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { testPython } from '../helpers/python';
import { ROOT } from '../helpers/root';
import {
  expect,
  startLabServer,
  stopLabServer,
  test,
  type LabServer
} from './fixtures';
import { LabPage } from './lab-page';
import { takePicture, THEMES } from './picture';

const PASSWORD = 'Hunter2-of-2018';
const SESSION = 'the-session-of-2019-0123456789ab';

/** The cells of `notebooks/pictures.ipynb`. */
const CELLS = {
  mapdVega: 0,
  mapdVegaLite: 1,
  withSession: 2,
  lostQuery: 3,
  heavyaiElsewhere: 4,
  today: 5
};

type Output = { data: Record<string, string> };

/** Puts the old notebook on the server's disk, trusted, and answers its path. */
function writeNotebook(server: LabServer): string {
  const old = readFileSync(
    join(ROOT, 'test/ui/notebooks/pictures.ipynb'),
    'utf8'
  );
  const { root, home } = server.jupyter.folders;
  const file = join(root, 'pictures.ipynb');
  const here = old.replaceAll(
    /"host": "here\.example\.com",\s+"port": 443,\s+"protocol": "https"/g,
    `"host": "127.0.0.1", "port": ${server.sandbox.httpPort}, "protocol": "http"`
  );
  writeFileSync(file, here);
  chmodSync(file, 0o600);
  const trust =
    'from nbformat.sign import TrustNotebookApp as A; import sys; A.launch_instance(sys.argv[1:])';
  execFileSync(testPython(), ['-c', trust, file], {
    env: { ...process.env, HOME: home }
  });
  return file;
}

const outputsIn = (file: string): Output[] =>
  (
    JSON.parse(readFileSync(file, 'utf8')) as { cells: { outputs: Output[] }[] }
  ).cells.flatMap(({ outputs }) => outputs);

/** What the page asks of a database, or sends anywhere. */
const sentBy = (lab: LabPage): string[] => {
  const sent: string[] = [];
  lab.page.on('request', request => {
    const line = `${request.method()} ${request.url()} ${request.postData() ?? ''}`;
    if (
      line.includes('example.com') ||
      (/\/omnisci\//.test(line) &&
        !/^GET [^?]*\/omnisci\/(status|connections)(\?|\s)/.test(line))
    ) {
      sent.push(line);
    }
  });
  return sent;
};

const picture = (cell: Locator): Locator =>
  cell.getByRole('img', { name: /^Picture of \d+ by \d+ pixels/ });

test('pictures of old notebooks show and send nothing, and draw when asked', async ({
  lab,
  server
}) => {
  const file = writeNotebook(server);
  const before = outputsIn(file);
  const sent = sentBy(lab);
  const { page } = lab;
  await lab.open('lab/tree/pictures.ipynb?reset');
  const cells = page.locator('.jp-Notebook .jp-CodeCell');
  const cell = (name: keyof typeof CELLS): Locator => cells.nth(CELLS[name]);
  const run = (name: keyof typeof CELLS): Locator =>
    cell(name).getByRole('button', { name: 'Run', exact: true });
  await expect(page.locator('.jp-OmniSciVegaCard')).toHaveCount(6);
  const saved = page.getByAltText('The saved picture');
  await expect(saved).toHaveCount(3);
  await expect(cell('lostQuery')).toContainText(
    'The query is not part of this output.'
  );
  await expect(run('lostQuery')).toHaveCount(0);
  await expect(cell('heavyaiElsewhere')).toContainText(
    'names gone.example.com:443'
  );
  const removals = page.getByRole('button', { name: 'Remove Stored Password' });
  await expect(removals).toHaveCount(4);
  const html = await page.content();
  expect([html.includes(PASSWORD), html.includes(SESSION)]).toEqual([
    false,
    false
  ]);
  expect(sent).toEqual([]);
  await lab.takePicture('vega-output-saved');

  for (const name of [
    'mapdVega',
    'mapdVegaLite',
    'withSession',
    'heavyaiElsewhere'
  ] as const) {
    await run(name).scrollIntoViewIfNeeded();
    await run(name).click();
    await expect(picture(cell(name))).toBeVisible();
  }
  for (let left = 4; left > 0; left -= 1) {
    await removals.first().click();
    await expect(removals).toHaveCount(left - 1);
  }
  // The drawing is still there.
  await expect(picture(cell('withSession'))).toBeVisible();
  await page.keyboard.press('ControlOrMeta+s');
  await expect.poll(() => readFileSync(file, 'utf8')).not.toContain(PASSWORD);
  expect(readFileSync(file, 'utf8').includes(SESSION)).toBe(false);
  const after = outputsIn(file);
  const pngs = after.map(({ data }) => data['image/png']);
  expect(pngs.every(png => png?.startsWith('iVBORw0KGgo'))).toBe(true);
  expect(
    pngs.map((png, index) => png === before[index]?.data['image/png'])
  ).toEqual([false, false, false, true, false, true]);
  expect(sent.join('\n')).not.toMatch(/example\.com|Hunter2/);

  // Opened again, it shows what was saved, and sends nothing.
  sent.length = 0;
  await lab.open('lab/tree/pictures.ipynb?reset');
  await expect(saved).toHaveCount(6);
  await expect(removals).toHaveCount(0);
  expect(sent).toEqual([]);
});

/** The example's map, in a notebook that has not run. */
function writeExample(server: LabServer): string {
  const file = join(server.jupyter.folders.root, 'map.ipynb');
  writeFileSync(file, readFileSync(join(ROOT, 'examples/map.ipynb')));
  chmodSync(file, 0o600);
  return file;
}

/** Runs the two code cells of the example, and answers that of the map. */
async function runExample(lab: LabPage): Promise<Locator> {
  const { page } = lab;
  await lab.open('lab/tree/map.ipynb?reset');
  const cells = page.locator('.jp-Notebook .jp-CodeCell');
  await expect(page.locator('#jp-main-statusbar')).toContainText(
    '(ipykernel) | Idle'
  );
  await cells.first().locator('.cm-content').click();
  await lab.command('Run All Cells');
  return cells.nth(1);
}

test('a cell has the database draw, once, and the picture is in the notebook', async ({
  lab,
  server
}) => {
  const file = writeExample(server);
  const sent = sentBy(lab);
  const map = await runExample(lab);
  await expect(map.getByAltText('The saved picture')).toBeVisible();
  expect(sent).toEqual([]);
  // In JupyterLab, Run makes it one that can be zoomed.
  await map.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(picture(map)).toBeVisible();
  await expect(map.getByAltText('The saved picture')).toBeHidden();
  await expect(map).toContainText('Drawn by the database');
  await map.locator('summary').click();
  await expect(map.locator('pre').last()).toContainText('conv_4326_900913_x');
  await map.locator('summary').click();
  await map.locator('.jp-OmniSciVegaCard').scrollIntoViewIfNeeded();
  for (const theme of THEMES) {
    if (theme === 'dark') {
      await lab.chooseDarkTheme();
    }
    await takePicture(lab.page, 'vega-output');
  }
  await lab.page.keyboard.press('ControlOrMeta+s');
  await expect
    .poll(() => outputsIn(file).at(-1)?.data['image/png'] ?? '')
    .toMatch(/^iVBORw0KGgo/);
});

test('where the database does not draw, a cell that runs has its picture drawn in the browser', async ({
  page
}) => {
  const server = await startLabServer({
    sandbox: { args: ['--no-rendering'] }
  });
  try {
    server.handOver();
    const file = writeExample(server);
    const lab = new LabPage(page, server.jupyter);
    const map = await runExample(lab);
    await expect(picture(map)).toBeVisible();
    await expect(map).toContainText('Drawn in the browser from 3');
    await page.keyboard.press('ControlOrMeta+s');
    await expect
      .poll(() => outputsIn(file).at(-1)?.data['image/png'] ?? '')
      .toMatch(/^iVBORw0KGgo/);
    // Opened again, it waits.
    const sent = sentBy(lab);
    await lab.open('lab/tree/map.ipynb?reset');
    await expect(map.getByAltText('The saved picture')).toBeVisible();
    expect(sent).toEqual([]);
  } finally {
    await stopLabServer(server);
  }
});
