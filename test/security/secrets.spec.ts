/**
 * Plants a canary for every secret, uses all of the extension as a user would, and looks for the
 * canaries wherever something is kept, shown or sent. Where each may be is listed here, and
 * nowhere else. Once in `npm test`; for an hour, or `OMNISCI_MINUTES`, in `npm run test:trust`.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext } from '@playwright/test';
import { Canaries, type Place, type SecretKind } from '../helpers/canaries';
import { type IRecorder, startRecorder } from '../helpers/recorder';
import { minutes } from '../helpers/scale';
import { LabPage } from '../ui/lab-page';
import {
  expect,
  type LabServer,
  startLabServer,
  stopLabServer,
  test
} from '../ui/fixtures';
import {
  browserStorage,
  filesUnder,
  listen,
  processes,
  type Rights,
  traffic
} from './places';
import { SCRIPT } from './scripted-use';

/** What Jupyter itself keeps of its own token, in a folder that is its user's. */
const FILES: Rights = [
  [/^session$/, ['session ID']],
  [/^runtime\/jpserver-\d+(-open)?\.(json|html)$/, ['Jupyter token']]
];

/** What goes to Jupyter, and comes from it, by Jupyter's own design; and what the user runs. */
const TRAFFIC: Rights = [
  [/^answer body of GET \/omnisci\/session$/, ['session ID']],
  [/^request header cookie of /, ['login cookie']],
  [/^request header authorization of /, ['Jupyter token']],
  [/^request body of POST \/login$/, ['Jupyter token']],
  [/^answer header set-cookie of POST \/login$/, ['login cookie']],
  [/^answer body of GET \/lab(\/.*)?$/, ['Jupyter token']],
  [/^request body of POST \/omnisci\/queries$/, ['database password']]
];

/** JupyterLab's page, as Jupyter makes it, which the browser caches. Ours are never cached. */
const PROFILE: Rights = [[/^Default\/Cache\/Cache_Data\//, ['Jupyter token']]];

/** Given to Jupyter, which gives them to kernels; their code asks Jupyter by them. */
const JUPYTERS: SecretKind[] = ['Jupyter token', 'hub token'];

const canary = (): string => randomBytes(16).toString('hex');
const jupyterToken = canary();
const hubTokens = [canary(), canary()];
const password = canary();

let server: LabServer;
let recorder: IRecorder;
let temporary: string;

test.beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'omnisci-tmp-'));
  server = await startLabServer({
    before: async port => (recorder = await startRecorder(port)).port,
    env: {
      JUPYTER_TOKEN: jupyterToken,
      JUPYTERHUB_API_TOKEN: hubTokens[0] ?? '',
      JPY_API_TOKEN: hubTokens[1] ?? '',
      TMPDIR: temporary
    }
  });
});
test.afterAll(async () => {
  await recorder.stop();
  await stopLabServer(server);
  rmSync(temporary, { recursive: true, force: true });
});

const LENGTH = minutes({ quick: 0, full: 60 });

test('after a scripted use, no secret is anywhere but where it belongs', async ({
  playwright,
  launchOptions
}) => {
  test.setTimeout((LENGTH + 3) * 60_000);
  const end = Date.now() + LENGTH * 60_000;
  do {
    // A profile on disk, where the browser's own history and caches are kept, too.
    const profile = mkdtempSync(join(tmpdir(), 'omnisci-profile-'));
    const har = join(profile, 'traffic.har');
    const context = await playwright.chromium.launchPersistentContext(
      join(profile, 'browser'),
      {
        ...launchOptions,
        viewport: { width: 1400, height: 900 },
        // What is the same in every installation holds no secret of this one.
        recordHar: {
          path: har,
          content: 'embed',
          urlFilter: /^(?!.*\/(static|lab\/extensions|lab\/api\/themes)\/)/
        }
      }
    );
    try {
      const heard = listen(context);
      const page = await context.newPage();
      page.setDefaultTimeout(120_000);
      const lab = new LabPage(page, server.jupyter);
      for (const action of SCRIPT) {
        await test.step(action.name, () => action({ lab, server, password }));
      }
      const places = [
        ...(await browserStorage(page)),
        ...processes(environmentRights),
        ...heard()
      ];
      const canaries = new Canaries({
        'session ID': [server.session],
        'login cookie': [await loginCookie(context)],
        'Jupyter token': [jupyterToken],
        'hub token': hubTokens,
        'database password': [password]
      });
      await context.close();
      places.push(
        { name: 'the debug log', content: server.jupyter.log },
        {
          name: 'what the database was sent',
          content: recorder.take(),
          holds: ['session ID', 'database password']
        },
        ...filesUnder(server.jupyter.folders.top, FILES),
        ...filesUnder(temporary, []),
        ...filesUnder(join(profile, 'browser'), PROFILE),
        ...traffic(har, TRAFFIC)
      );
      expect(canaries.leaks(places)).toEqual([]);
      expect(places.filter(isCacheOfOurs).map(({ name }) => name)).toEqual([]);
      expectToHaveLooked(places);
    } finally {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    }
  } while (Date.now() < end);
});

/** Jupyter has what it was given, and so has what it starts; but for the sidecar. */
const environmentRights = (ancestry: number[]): SecretKind[] =>
  ancestry.includes(server.jupyter.process.pid ?? 0) &&
  !ancestry.includes(server.sidecarPid())
    ? JUPYTERS
    : [];

/** A cache's entry begins with its address. */
const isCacheOfOurs = ({ name, content }: Place): boolean =>
  name.startsWith('Default/Cache/') &&
  content.includes(`${server.jupyter.url}omnisci/`);

/** So that nothing is found because nothing was looked at. */
function expectToHaveLooked(places: Place[]): void {
  const names = places.map(({ name }) => name).join('\n');
  for (const part of [
    /\.ipynb$/m,
    /^root\/\.ipynb_checkpoints\//m,
    /^root\/.*\.csv$/m,
    /^root\/.*\.parquet$/m,
    /^root\/.*\.arrow$/m,
    /^workspaces\/.*\.jupyterlab-workspace$/m,
    /^settings\/@jupyterlab\/apputils-extension\/themes/m,
    /^home\/\.ipython\/.*history\.sqlite$/m,
    /^the arguments of .*sidecar\/main\.cjs/m,
    /^the environment of .*sidecar\/main\.cjs/m,
    /^IndexedDB$/m,
    /^a message sent$/m,
    /^request body of PUT \/lab\/api\/workspaces\//m,
    /^answer body of GET \/omnisci\/session$/m,
    /IndexedDB\/.*\.leveldb/m
  ]) {
    expect(names).toMatch(part);
  }
}

/** The part of Jupyter's cookie that nobody can make without its key. */
async function loginCookie(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies();
  const login = cookies.find(({ name }) => name.startsWith('username-'));
  return /\|([0-9a-f]{64})"?$/.exec(login?.value ?? '')?.[1] ?? '';
}
