/** Two users of one Hub, on one machine: neither obtains a byte of the other's session. */
import http from 'node:http';
import { dirname } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { JupyterHub } from '../helpers/jupyterhub';
import { listenersOf, type Process, processesWith } from '../helpers/processes';
import { limitMs } from '../helpers/scale';
import { expect, test, type Visitor } from './hub';

const isServer = ({ command }: Process) =>
  /jupyterhub\.singleuser/.test(command);
const isSidecar = ({ command }: Process) => /sidecar\/main\.cjs/.test(command);

type Door = {
  name: string;
  url: string;
  method?: string;
  headers?: http.OutgoingHttpHeaders;
};
type Answer = { name: string; status: number; text: string };

/**
 * Asks as no browser does, without a word on where the request comes from. What hangs or is cut
 * off has answered nothing.
 */
const ask = ({ name, url, method = 'GET', headers = {} }: Door) =>
  new Promise<Answer>(resolve => {
    const nothing = () => resolve({ name, status: 0, text: '' });
    const signal = AbortSignal.timeout(limitMs(20_000));
    http
      .request(url, { method, headers, signal, agent: false }, answer => {
        buffer(answer).then(bytes => {
          const text = bytes.toString();
          resolve({ name, status: answer.statusCode ?? 0, text });
        }, nothing);
      })
      .on('error', nothing)
      .end();
  });

/** The ports of a user's Jupyter servers, which any account of the machine can find too. */
const serverPorts = ({ user }: Visitor): number[] =>
  listenersOf(processesWith('JUPYTERHUB_USER', user.name).filter(isServer)).map(
    ({ port }) => port
  );

/** Every way that `thief` may try to come to what is `owner`'s, each with everything to show. */
function doors(hub: JupyterHub, thief: Visitor, owner: Visitor): Door[] {
  const theirs = `user/${owner.user.name}`;
  const session = `${theirs}/omnisci/session`;
  const urls = serverPorts(owner).flatMap(port => [
    `http://127.0.0.1:${port}/${session}`,
    ...[`${port}`, `absolute/${port}`, `127.0.0.1:${port}`].map(way =>
      hub.link(`user/${thief.user.name}/proxy/${way}/${session}`)
    ),
    hub.link(`${theirs}/proxy/${port}/${session}`)
  ]);
  const renamed = thief.cookies.replaceAll(thief.user.name, owner.user.name);
  const credentials = {
    nothing: {},
    cookies: { Cookie: thief.cookies },
    'cookies under the other’s name': { Cookie: renamed },
    'a token': { Authorization: `token ${thief.token}` }
  };
  const targets = [
    ...urls,
    hub.link(session),
    hub.link(`${theirs}/omnisci/status`),
    hub.link(`${theirs}/omnisci/queries`),
    hub.link(`${session}?token=${thief.token}`)
  ];
  return Object.entries(credentials).flatMap(([shown, headers]) =>
    targets.map(url => {
      const method = url.endsWith('queries') ? 'POST' : 'GET';
      const name = `${method} ${new URL(url).pathname}, with ${shown}`;
      return { name, url, method, headers };
    })
  );
}

test('each is answered their own session, by cookie and by token', async ({
  hub,
  visitors
}) => {
  for (const { user, cookies, token } of Object.values(visitors)) {
    const url = hub.link(`user/${user.name}/omnisci/session`);
    for (const headers of [
      { Cookie: cookies },
      { Authorization: `token ${token}` }
    ]) {
      const { status, text } = await ask({ name: '', url, headers });
      expect(status).toBe(200);
      expect(text.includes(user.session)).toBe(true);
    }
  }
});

test('no door of the other opens, for cookies or for tokens', async ({
  hub,
  visitors: { ada, bob }
}) => {
  for (const [thief, owner] of [
    [ada, bob],
    [bob, ada]
  ] as const) {
    expect(serverPorts(owner).length).toBeGreaterThan(0);
    const answers = await Promise.all(doors(hub, thief, owner).map(ask));
    const opened = answers.filter(
      ({ status, text }) =>
        (status >= 200 && status < 300) || text.includes(owner.user.session)
    );
    expect(opened.map(({ name, status }) => `${name}: ${status}`)).toEqual([]);
    expect(
      answers.filter(({ status }) => status === 403).length
    ).toBeGreaterThan(10);
  }
});

test('no port of the machine is the sidecar’s, and none tells a session to who only knocks', async ({
  hub,
  visitors: { ada, bob }
}) => {
  const processes = hub.processes();
  expect(processes.filter(isSidecar).length).toBeGreaterThanOrEqual(2);
  expect(listenersOf(processes.filter(isSidecar))).toEqual([]);
  const paths = [
    ...['', 'session', 'status', 'omnisci/session'],
    ...[ada, bob].map(({ user }) => `user/${user.name}/omnisci/session`)
  ];
  const knocks = listenersOf(processes).flatMap(({ port }) =>
    paths.map(path => ({
      name: `${port}/${path}`,
      url: `http://127.0.0.1:${port}/${path}`
    }))
  );
  const answers = await Promise.all(knocks.map(ask));
  const telling = answers.filter(({ text }) =>
    [ada, bob].some(({ user }) => text.includes(user.session))
  );
  expect(telling.map(({ name }) => name)).toEqual([]);
});

test('the browser’s own fetch needs the page’s XSRF token', async ({
  hub,
  visitors: { ada }
}) => {
  const page = await ada.context.newPage();
  await page.goto(hub.link(`user/${ada.user.name}/lab`), {
    waitUntil: 'commit'
  });
  const statuses = await page.evaluate(
    async base => {
      const token = /(?:^|; )_xsrf=([^;]+)/.exec(document.cookie)?.[1] ?? '';
      const get = (headers: HeadersInit) =>
        fetch(`${base}session`, { headers });
      const post = (headers: HeadersInit) =>
        fetch(`${base}queries`, { method: 'POST', headers, body: '{}' });
      const all = await Promise.all([
        get({}),
        post({}),
        get({ 'X-XSRFToken': 'another' }),
        get({ 'X-XSRFToken': token }),
        post({ 'X-XSRFToken': token, 'Content-Type': 'application/json' })
      ]);
      return all.map(({ status }) => status);
    },
    hub.link(`user/${ada.user.name}/omnisci/`)
  );
  expect(statuses).toEqual([403, 403, 403, 200, 400]);
  await page.close();
});

test('a user’s own configuration does not say where sessions are, unless the admin lets it', async ({
  hub,
  visitors: { bob }
}) => {
  const sourceAt = async (base: string) => {
    const headers = { Authorization: `token ${bob.token}` };
    const answer = await fetch(`${base}omnisci/status`, { headers });
    const { source } = (await answer.json()) as { source: { path: string } };
    return source.path;
  };
  const { user } = bob;
  expect(await sourceAt(await hub.startServer(user))).toBe(user.sessionFile);
  const open = await hub.startServer(user, 'own-config');
  expect(await sourceAt(open)).toBe(`${dirname(user.sessionFile)}/decoy`);
});

test('who shares a server shares its session, for as long', async ({
  hub,
  visitors: { ada, bob }
}) => {
  const share = `shares/${ada.user.name}/`;
  const url = hub.link(`user/${ada.user.name}/omnisci/session`);
  // A new token each time: servers remember for minutes what an old one was good for.
  const askAnew = async () => {
    const headers = { Authorization: `token ${await hub.tokenOf(bob.user)}` };
    return ask({ name: '', url, headers });
  };
  await hub.api('POST', share, { user: bob.user.name });
  expect((await askAnew()).text.includes(ada.user.session)).toBe(true);
  await hub.api('DELETE', share);
  await expect.poll(async () => (await askAnew()).status).toBe(403);
});
