import type { Page } from '@playwright/test';
import type { JupyterHub } from '../helpers/jupyterhub';
import type { HubUser } from '../helpers/hub-user';
import { listenersOf, processesWith } from '../helpers/processes';
import { LabPage } from '../ui/lab-page';
import { expect, test } from './hub';

/** What the first cell does where a session manager of the admin's finds the session. */
const ASK_JUPYTER = `from jupyterlab_omnisci.session import current_session
print(sorted(current_session()))`;

/** Fills in the Hub's own form, which the link has led to. */
async function logIn(page: Page, hub: JupyterHub, user: HubUser) {
  await page.getByLabel('Username').fill(user.name);
  await page.getByLabel('Password').fill(hub.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** One editor with the rows that this user's session file asks for, one notebook, a clean address. */
async function expectWorkspaceOf(whose: string, lab: LabPage) {
  // A server that has just been started, and the application after it, take their time.
  await expect(lab.editorTabs).toHaveCount(1);
  await lab.expectWorkspace();
  await expect(lab.sql).toContainText(`'${whose}' AS whose`);
  await expect(lab.status).toContainText('3 rows');
  await expect(lab.grid).toContainText(whose);
  expect(lab.page.url()).not.toMatch(/[?&](omnisci|reset)/);
}

test('a link to a stopped server leads through log-in and start to the workspace', async ({
  page,
  hub
}) => {
  const { ada } = hub.users;
  await hub.stopServer(ada);
  const lab = new LabPage(page, hub);
  await lab.open(`user/${ada.name}/lab?omnisci&reset`);
  await logIn(page, hub, ada);
  await page.getByRole('button', { name: 'Launch Server' }).click();
  await expectWorkspaceOf('ada', lab);
});

test('a link to a running server leads through log-in to the workspace', async ({
  page,
  hub
}) => {
  const { ada } = hub.users;
  await hub.startServer(ada);
  const lab = new LabPage(page, hub);
  await lab.open(`user/${ada.name}/lab?omnisci&reset`);
  await logIn(page, hub, ada);
  await expectWorkspaceOf('ada', lab);
});

test('one link for everybody leads each to a workspace of their own', async ({
  page,
  hub
}) => {
  const lab = new LabPage(page, hub);
  await lab.open('hub/user-redirect/lab?omnisci=1&reset=1');
  await logIn(page, hub, hub.users.bob);
  await expectWorkspaceOf('bob', lab);
});

test('the Hub starts a named server for a link, and a link leads to it from then on, hardened as it is', async ({
  page,
  hub
}) => {
  const { ada } = hub.users;
  const base = `user/${ada.name}/hardened/`;
  const link = `${base}lab?omnisci&reset`;
  const lab = new LabPage(page, hub);
  await lab.open(
    `hub/spawn/${ada.name}/hardened?next=${encodeURIComponent(`/${link}`)}`
  );
  await logIn(page, hub, ada);
  await expectWorkspaceOf('ada', lab);
  await lab.open(link);
  await expectWorkspaceOf('ada', lab);
  expect(new URL(page.url()).pathname).toBe(`/${base}lab`);

  await lab.runFirstCell();
  await expect(lab.output).toContainText('ada');
  await page.keyboard.insertText(ASK_JUPYTER);
  await page.keyboard.press('Shift+Enter');
  await expect(page.locator('.jp-Notebook')).toContainText(
    "['host', 'port', 'protocol', 'sessionid']"
  );
  // One port stays: there ipykernel takes in, and never tells, what its child processes print.
  const kernels = processesWith('JUPYTERHUB_SERVER_NAME', 'hardened').filter(
    ({ command }) => command.includes('ipykernel')
  );
  expect(kernels.length).toBeGreaterThan(0);
  expect(listenersOf(kernels)).toHaveLength(kernels.length);
});
