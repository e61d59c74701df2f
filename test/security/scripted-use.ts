/** What a user does in an hour: a list of actions, done in turn. Looks for no secret. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Locator } from '@playwright/test';
import { expect, type LabServer } from '../ui/fixtures';
import type { LabPage } from '../ui/lab-page';

export type Actor = { lab: LabPage; server: LabServer; password: string };
type Action = (actor: Actor) => Promise<void>;

/** A query that the sandbox works on for minutes. */
const ENDLESS =
  'SELECT COUNT(*) FROM flights a, flights b WHERE a.delay + b.delay > 5';

const tool = (lab: LabPage, command: string): Locator =>
  lab.page.locator(`.jp-Toolbar [data-command="omnisci:${command}"]`).first();

const tryAgain = (lab: LabPage): Promise<void> =>
  lab.trouble.getByRole('button', { name: 'Try again' }).click();

/** By the login page, so that Jupyter's own token never stands in an address. */
async function openLink({ lab, server }: Actor): Promise<void> {
  const { url, token } = server.jupyter;
  server.handOver('SELECT origin, distance FROM flights LIMIT 500');
  await lab.page.goto(new URL('lab?omnisci&reset', url).href);
  const password = lab.page.locator('#password_input');
  await expect(password.or(lab.firstCell)).toBeVisible();
  if (await password.isVisible()) {
    await password.fill(token);
    await lab.page.locator('#login_submit').click();
  }
  await lab.expectWorkspace();
  await expect(lab.status).toContainText('500 rows');
}

async function askForTheSessionAsProgramsDo({ lab }: Actor): Promise<void> {
  const session = await lab.page.evaluate(async () => {
    const answer = await fetch('omnisci/session');
    return (await answer.json()) as { session: string };
  });
  expect(session.session.length).toBe(32);
}

async function browseTheDatabase({ lab }: Actor): Promise<void> {
  await lab.page.getByRole('tab', { name: 'Database', exact: true }).click();
  const flights = lab.page
    .getByRole('region', { name: 'Database', exact: true })
    .getByRole('treeitem')
    .filter({ has: lab.page.getByText('flights', { exact: true }) });
  await flights.locator('.jp-OmniSciSchema-caret').click();
  await expect(flights).toHaveAttribute('aria-expanded', 'true');
}

async function complete({ lab }: Actor): Promise<void> {
  await lab.sql.click();
  await lab.page.keyboard.press('ControlOrMeta+A');
  await lab.page.keyboard.insertText('SELECT * FROM airp');
  await lab.page.keyboard.press('Tab');
  await expect(
    lab.page.locator('.jp-Completer:not(.lm-mod-hidden)')
  ).toContainText('airports');
  await lab.page.keyboard.press('Tab');
  await expect(lab.sql).toHaveText('SELECT * FROM airports');
}

async function runSeveralStatements({ lab }: Actor): Promise<void> {
  await lab.run(
    'SELECT 1 AS a; SELECT carrier FROM nowhere; SELECT origin FROM flights'
  );
  await expect(lab.status).toContainText('1 failed · 1 not run');
}

async function cancel({ lab }: Actor): Promise<void> {
  await lab.run(ENDLESS);
  await expect(lab.status).toContainText('Running…');
  await lab.sql.click();
  await lab.page.keyboard.press('ControlOrMeta+.');
  await expect(lab.status).toContainText('Cancelled');
}

/** The second is refused, and the database quotes what it does not understand. */
async function writePasswords({ lab, password }: Actor): Promise<void> {
  const created = `CREATE USER ada (password = '${password}', is_super = 'false')`;
  await lab.run(created);
  await expect(lab.editor).toContainText('User created');
  await lab.expectSaved({ texts: [created.slice(0, 10)] });
  const refused = `ALTER USER ada (password = '${password}' nonsense)`;
  await lab.run(refused);
  await expect(lab.trouble).toBeVisible();
  await lab.expectSaved({ texts: [refused.slice(0, 10)] });
}

async function searchTheHistory({ lab }: Actor): Promise<void> {
  await tool(lab, 'show-history').click();
  await lab.page.keyboard.insertText('password');
  const entries = lab.page.locator('.jp-OmniSciHistory-entry');
  await expect(entries.first()).toContainText("password = '•••'");
}

async function exportAndChart({ lab, server }: Actor): Promise<void> {
  await lab.run('SELECT origin, distance FROM flights LIMIT 2000');
  await expect(lab.status).toContainText('2,000 rows');
  const dialog = lab.page.getByRole('dialog');
  for (const format of ['CSV', 'Parquet', 'Arrow']) {
    const name = `export-${Date.now()}`;
    await tool(lab, 'export-result').click();
    await dialog.getByRole('radio', { name: format }).check();
    await dialog.getByLabel('File name').fill(name);
    await dialog.getByRole('button', { name: 'Export' }).click();
    const file = `${name}.${format.toLowerCase()}`;
    await expect
      .poll(() => readdirSync(server.jupyter.folders.root))
      .toContain(file);
    // It lies on the buttons that come next.
    const done = lab.notifications.filter({ hasText: `to ${file}` });
    await done.getByTitle('Hide notification').click();
    await expect(done).toHaveCount(0);
  }
  await tool(lab, 'chart-result').click();
  await expect(
    lab.page.locator('.jp-OmniSciChart').locator('canvas, svg').first()
  ).toBeVisible();
}

async function runInTheNotebook({ lab, server }: Actor): Promise<void> {
  await lab.runFirstCell();
  await expect(lab.output).toContainText('500 rows');
  await tool(lab, 'insert-dataframe').click();
  const cell = lab.page
    .locator('.jp-Notebook .jp-CodeCell')
    .filter({ hasText: 'df_2 = read_sql(' });
  await expect(cell).toHaveClass(/jp-mod-active/);
  await lab.page.keyboard.press('Shift+Enter');
  await expect(cell.locator('.jp-OutputArea-output').last()).toContainText(
    'distance'
  );
  await lab.page.keyboard.press('ControlOrMeta+S');
  await lab.page.getByRole('button', { name: 'Rename and Save' }).click();
  const { root } = server.jupyter.folders;
  const saved = (): string =>
    readdirSync(root)
      .filter(name => name.endsWith('.ipynb'))
      .map(name => readFileSync(`${root}/${name}`, 'utf8'))
      .join('\n');
  await expect.poll(saved).toContain('df_2 = read_sql(');
}

async function missTheSession({ lab, server }: Actor): Promise<void> {
  for (const lose of [
    () => server.removeSession(),
    () => server.writeSession('0123456789abcdef0123456789abcdef')
  ]) {
    lose();
    await lab.run('SELECT 5 AS five');
    await expect(lab.trouble).toBeVisible();
    server.handOver();
    await tryAgain(lab);
    await expect(lab.status).toContainText('1 row');
  }
}

/** Both write settings files. */
async function changeThemeAndRowLimit({ lab }: Actor): Promise<void> {
  const { page } = lab;
  const isDark =
    (await page.locator('body').getAttribute('data-jp-theme-light')) !== 'true';
  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page.getByText('Theme', { exact: true }).hover();
  await page
    .getByRole('menuitem', {
      name: isDark ? 'JupyterLab Light' : 'JupyterLab Dark',
      exact: true
    })
    .click();
  await expect(page.locator('body')).toHaveAttribute(
    'data-jp-theme-light',
    String(isDark)
  );
  await page
    .getByRole('combobox', { name: 'Row limit' })
    .selectOption('100000');
}

async function loseTheSidecar({ lab, server }: Actor): Promise<void> {
  process.kill(server.sidecarPid(), 'SIGKILL');
  await expect(async () => {
    await lab.run('SELECT 8 AS eight');
    await expect(lab.status).toContainText('1 row', { timeout: 10_000 });
  }).toPass();
}

async function reload({ lab }: Actor): Promise<void> {
  await lab.expectSaved({ main: ['omnisci-sql-editor'], texts: ['eight'] });
  await lab.page.reload();
  await expect(lab.sql).toHaveText('SELECT 8 AS eight');
  await expect(lab.firstCell).toContainText('connect_session(');
}

export const SCRIPT: readonly Action[] = [
  openLink,
  askForTheSessionAsProgramsDo,
  browseTheDatabase,
  complete,
  runSeveralStatements,
  cancel,
  writePasswords,
  searchTheHistory,
  exportAndChart,
  runInTheNotebook,
  missTheSession,
  changeThemeAndRowLimit,
  loseTheSidecar,
  reload
];
