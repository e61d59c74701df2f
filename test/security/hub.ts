/** What the tests of JupyterHub share: one Hub, on one sandbox, with a session for each user. */
import { type BrowserContext, expect, test as base } from '@playwright/test';
import type { HubUser } from '../helpers/hub-user';
import { JupyterHub } from '../helpers/jupyterhub';
import { startSandbox } from '../helpers/sandbox';

/** Where bob's own configuration says that sessions are. */
export const DECOY = '.omnisci/decoy';

const queryOf = (name: string): string =>
  `SELECT '${name}' AS whose FROM flights LIMIT 3`;

/**
 * Somebody who is logged in, and whose server and sidecar run. A server that is stopped takes its
 * log-ins along, so the tests that stop one come first: hub-link.
 */
export type Visitor = {
  user: HubUser;
  context: BrowserContext;
  /** As an attacker sends them: all of them, whatever paths they are for. */
  cookies: string;
  token: string;
};

type WorkerFixtures = {
  hub: JupyterHub;
  visitors: { ada: Visitor; bob: Visitor };
};

export const test = base.extend<object, WorkerFixtures>({
  hub: [
    // Playwright wants a destructuring pattern here, be it empty.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const sandbox = await startSandbox();
      const decoy = `c.OmniSciSessionManager.session_file = '~/${DECOY}'`;
      const hub = await JupyterHub.start({
        port: sandbox.httpPort,
        ada: { session: await sandbox.logIn(), query: queryOf('ada') },
        bob: {
          session: await sandbox.logIn(),
          query: queryOf('bob'),
          files: {
            [DECOY]: 'decoy'.repeat(6),
            '.jupyter/jupyter_server_config.py': decoy,
            '.jupyter/jupyter_lab_config.py': decoy,
            '.jupyter/jupyter_notebook_config.py': decoy
          }
        }
      });
      await use(hub);
      await hub.stop();
      await sandbox.stop();
    },
    { scope: 'worker', timeout: 600_000 }
  ],
  visitors: [
    async ({ browser, hub }, use) => {
      const visitor = async (user: HubUser): Promise<Visitor> => {
        await hub.startServer(user);
        const context = await browser.newContext();
        await logIn(context, hub, user);
        const cookies = (await context.cookies())
          .map(({ name, value }) => `${name}=${value}`)
          .join('; ');
        const token = await hub.tokenOf(user);
        await context.request.get(hub.link(`user/${user.name}/omnisci/status`));
        return { user, context, cookies, token };
      };
      const { ada, bob } = hub.users;
      const both = { ada: await visitor(ada), bob: await visitor(bob) };
      await use(both);
      await both.ada.context.close();
      await both.bob.context.close();
    },
    { scope: 'worker', timeout: 600_000 }
  ]
});

/** Logs in with a browser's cookies but without its page, up to the first page of the server. */
async function logIn(
  { request }: BrowserContext,
  hub: JupyterHub,
  user: HubUser
): Promise<void> {
  const form = await (await request.get(hub.link('hub/login'))).text();
  const answer = await request.post(hub.link('hub/login'), {
    form: {
      username: user.name,
      password: hub.password,
      _xsrf: /name="_xsrf" value="([^"]+)"/.exec(form)?.[1] ?? ''
    }
  });
  expect(answer.ok()).toBe(true);
  await request.get(hub.link(`user/${user.name}/lab`));
}

export { expect } from '@playwright/test';
