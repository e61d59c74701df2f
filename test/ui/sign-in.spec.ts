/** Signing in to a server, out of it, and what the menu of an editor's connection offers. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import {
  expect,
  type LabServer,
  startLabServer,
  stopLabServer,
  test as base
} from './fixtures';
import { THEMES } from './picture';

const PASSWORD = 'lovelace & 1815';

type Fixtures = { warehouse: ISandbox; server: LabServer };

const test = base.extend<object, Fixtures>({
  warehouse: [
    // Playwright wants a destructuring pattern here, be it empty.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const sandbox = await startSandbox({
        args: [
          ...['--database=flights', '--database=weather'],
          ...['--user=ada', `--password=${PASSWORD}`]
        ]
      });
      await use(sandbox);
      await sandbox.stop();
    },
    { scope: 'worker' }
  ],
  server: [
    async ({ warehouse: { httpPort: port } }, use) => {
      const at = { protocol: 'http', host: '127.0.0.1', port };
      const server = await startLabServer({
        config: {
          OmniSciConnections: {
            allow: 'any',
            servers: [
              { id: 'warehouse', label: 'Warehouse', username: 'ada', ...at },
              {
                ...{ id: 'berlin', label: 'Berlin', host: 'berlin.example' },
                SAMLurl: 'https://berlin.example/saml'
              }
            ]
          }
        }
      });
      await use(server);
      await stopLabServer(server);
    },
    { scope: 'worker', timeout: 600_000 }
  ]
});

const settingsFile = ({ jupyter }: LabServer): string =>
  join(
    jupyter.folders.settings,
    'jupyterlab-omnisci/connection.jupyterlab-settings'
  );

/** The paths to which the browser sends a text. */
function pathsThatGet(text: string, page: Page): Set<string> {
  const paths = new Set<string>();
  page.on('request', request => {
    const { pathname, href } = new URL(request.url());
    const sent = [href, decodeURIComponent(href), request.postData() ?? ''];
    if (sent.some(part => part.includes(text))) {
      paths.add(pathname);
    }
  });
  return paths;
}

const entryOf = (page: Page, label: RegExp): Locator =>
  page.locator('.jp-OmniSciConnectionMenu .lm-Menu-item', { hasText: label });

for (const theme of THEMES) {
  test(`a server is signed in to, read only, and out of, by keys alone: ${theme}`, async ({
    lab,
    server,
    page
  }) => {
    const sent = pathsThatGet(PASSWORD, page);
    await lab.open('lab?omnisci&reset');
    await lab.expectWorkspace();
    await expect(lab.connection).toHaveText('admin @ heavyai');
    if (theme === 'dark') {
      await lab.chooseDarkTheme();
    }
    await lab.connection.focus();
    await page.keyboard.press('Enter');
    await expect(entryOf(page, /^Handed over by Immerse/)).toContainText(
      'admin'
    );
    await expect(entryOf(page, /^Berlin/)).toContainText('through Immerse');
    await lab.takePicture('connections');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog', { name: 'Sign In' });
    await expect(dialog.getByLabel('Password')).toBeFocused();
    await expect(dialog.getByLabel('User')).toHaveValue('ada');
    await expect(dialog).toContainText(/http:\/\/127\.0\.0\.1:\d+/);
    await page.keyboard.type('wrong');
    await lab.takePicture('sign-in');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText(
      'Authentication failure'
    );
    await expect(dialog.getByLabel('Password')).toBeFocused();
    await page.keyboard.insertText(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(lab.connection).toHaveText('Warehouse · flights');
    await expect(lab.connection).toHaveAttribute('title', /^ada @ flights/);

    await lab.connection.click();
    await entryOf(page, /^Read Only/).click();
    await expect(lab.connection).toHaveAccessibleName(/read only/);
    await lab.run('CREATE TABLE t (a INTEGER)');
    await expect(lab.trouble).toContainText('read only');
    await lab.run('SELECT 7 AS seven');
    await expect(lab.status).toContainText('1 row');
    await lab.connection.click();
    await entryOf(page, /^Read Only/).click();
    await expect(lab.connection).not.toHaveAccessibleName(/read only/);

    await lab.connection.click();
    await entryOf(page, /^Database/).hover();
    await entryOf(page, /^weather/).click();
    await expect(lab.connection).toHaveText('Warehouse · weather');

    await lab.connection.click();
    await entryOf(page, /^Sign Out of Warehouse/).click();
    await expect(lab.notifications).toContainText('Its session has ended');
    await expect(lab.connection).toHaveText(/^Sign in to Warehouse/);
    await expect(lab.sql).toHaveText('SELECT 7 AS seven');
    await lab.editor.getByRole('button', { name: 'Sign In…' }).click();
    await expect(dialog.getByLabel('Password')).toHaveValue('');
    await page.keyboard.press('Escape');

    expect([...sent]).toEqual([
      expect.stringMatching(/\/omnisci\/connections\/sign-in$/)
    ]);
    expect(server.jupyter.log).not.toContain(PASSWORD);
    expect(readFileSync(settingsFile(server), 'utf8')).not.toContain(PASSWORD);
  });
}

test('the settings file of 2020 gives its servers, and its password goes nowhere', async ({
  lab,
  server,
  page
}) => {
  const file = settingsFile(server);
  const sent = pathsThatGet(PASSWORD, page);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({
      servers: [
        {
          ...{ database: 'flights', master: true, username: 'ada' },
          ...{ password: PASSWORD, url: 'https://old.example:8443' },
          ...{ GTM: 'GTM-1', loadDashboard: 3 }
        }
      ],
      environment: { protocol: 'P', host: 'H', port: 'O' }
    })
  );
  await lab.open('lab?omnisci&reset');
  await lab.expectWorkspace();
  await expect(lab.notifications).toContainText('A password');
  await lab.connection.click();
  await expect(entryOf(page, /^old\.example/)).toContainText('sign in…');
  await page.keyboard.press('Escape');
  expect([...sent]).toEqual([]);

  await lab.notifications.getByRole('button', { name: 'Remove' }).click();
  await expect(lab.notifications).toHaveCount(0);
  await expect.poll(() => readFileSync(file, 'utf8')).not.toContain(PASSWORD);
  expect(readFileSync(file, 'utf8')).toContain('GTM-1');

  await page.getByRole('menuitem', { name: 'Settings' }).click();
  await page
    .locator('.lm-Menu-item', { hasText: 'Set Default OmniSci Connection…' })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Server').selectOption({ label: 'old.example' });
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await lab.command('New OmniSci SQL Editor');
  await expect(lab.editorTabs).toHaveCount(2);
  await expect(lab.connection.last()).toHaveText('Sign in to old.example');
});
