/**
 * Every route × method × identity × Origin, Sec-Fetch, Host and upgrade, against a real Jupyter
 * with the real sidecar behind it: each answer is the one of the policy, marked, and no login
 * reaches the sidecar. What the sidecar refuses by itself is in test/api/guard.test.ts.
 */
import http from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { UUID } from '@lumino/coreutils';
import { Jupyter, JupyterFolders } from '../helpers/jupyter';
import { type Login, logIn } from '../helpers/log-in';
import { type ISandbox, startSandbox } from '../helpers/sandbox';
import { isFull } from '../helpers/scale';
import { writeFileSync } from 'node:fs';
import { RecordedSidecar, type RecordedRequest } from './recorded-sidecar';
import { PATHS, requestCases } from './request-cases';
import { expectedStatus, type RequestCase } from './request-policy';
import { headerFaults } from '../helpers/security-headers';

/** As many as a browser's tabs might send at once. */
const AT_ONCE = 16;

type Answer = RequestCase & { status: number; faults: string[] };

let jupyter: Jupyter;
let sandbox: ISandbox;
let login: Login;
let answers: Answer[];
let recorded: RecordedRequest[];

beforeAll(async () => {
  sandbox = await startSandbox();
  const folders = new JupyterFolders();
  const sidecar = new RecordedSidecar(folders.top);
  writeFileSync(folders.sessionFile, await sandbox.logIn(), { mode: 0o600 });
  jupyter = await Jupyter.start(folders, {
    config: {
      OmniSciSessionManager: { session_file: folders.sessionFile },
      OmniSciConfig: { node: sidecar.node }
    },
    env: {
      OMNISCI_PROTOCOL: 'http',
      OMNISCI_HOST: '127.0.0.1',
      OMNISCI_PORT: String(sandbox.httpPort)
    }
  });
  login = await logIn(jupyter);
  answers = await askAll(requestCases({ all: isFull }));
  recorded = sidecar.requests;
}, 1_800_000);
afterAll(async () => {
  await jupyter?.stop();
  await sandbox?.stop();
});

test('there are at least 300 cases, and most of what may be asked is answered', () => {
  expect(answers.length).toBeGreaterThan(300);
  expect(answers.filter(isAnswered).length).toBeGreaterThan(100);
});

test.each(PATHS)('$text answers whom it may, and nobody else', path => {
  const wrong = answers
    .filter(answer => answer.path === path)
    .filter(answer =>
      path.route === 'elsewhere'
        ? isAnswered(answer)
        : answer.status !== expectedStatus(answer)
    );
  expect(wrong.map(answer => `${nameOf(answer)}: ${answer.status}`)).toEqual(
    []
  );
});

test('every answer is marked, whoever made it', () => {
  const unmarked = answers.filter(
    ({ path, faults }) => path.route !== 'elsewhere' && faults.length > 0
  );
  expect(
    unmarked.map(answer => `${nameOf(answer)}: ${answer.faults.join(', ')}`)
  ).toEqual([]);
});

test('the sidecar sees only what is allowed to ask, and no credential', () => {
  // Beside Jupyter's own question whether it is ready.
  expect(recorded.length).toBeGreaterThan(answers.filter(isAnswered).length);
  const secrets = [
    jupyter.token,
    login.xsrf,
    'canary',
    ...valuesOf(login.cookies)
  ];
  const leaks = recorded.filter(({ url, rawHeaders }) =>
    secrets.some(secret => `${url}\n${rawHeaders.join('\n')}`.includes(secret))
  );
  expect(leaks.length).toBe(0);
  const names = new Set(
    recorded.flatMap(({ rawHeaders }) =>
      rawHeaders
        .filter((_, index) => index % 2 === 0)
        .map(name => name.toLowerCase())
    )
  );
  const credentials =
    /^(cookie|authorization|proxy-authorization|referer|x-.srftoken|x-(xsrf|csrf)token|upgrade)$/;
  expect([...names].filter(name => credentials.test(name))).toEqual([]);
  expect([...new Set(recorded.map(({ method }) => method))].sort()).toEqual([
    'GET',
    'HEAD',
    'POST'
  ]);
  expect(recorded.filter(({ url }) => url.includes('token='))).toEqual([]);
});

const isAnswered = ({ status }: Answer): boolean =>
  status >= 200 && status < 300;

const nameOf = ({ method, path, identity, variant }: RequestCase): string =>
  `${method} ${path.text || '(nothing)'} of ${identity}, ${variant.name}`;

const valuesOf = (cookies: string): string[] =>
  cookies.split('; ').map(cookie => cookie.replace(/^[^=]*=/, ''));

async function askAll(cases: RequestCase[]): Promise<Answer[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const found: Answer[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let asked = cases[next++]; asked; asked = cases[next++]) {
      found.push({ ...asked, ...(await ask(asked, agent)) });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  agent.destroy();
  return found;
}

/** Byte for byte as written: `fetch` would tidy the path up. */
function ask(
  { method, path, identity, variant }: RequestCase,
  agent: http.Agent
): Promise<Pick<Answer, 'status' | 'faults'>> {
  const { hostname, port, host, origin } = new URL(jupyter.url);
  const address =
    path.route === 'elsewhere' ? path.text : `/omnisci${path.text}`;
  const withToken =
    identity === 'token in the URL'
      ? `${address}${address.includes('?') ? '&' : '?'}token=${jupyter.token}`
      : address;
  const headers: Record<string, string> = {
    ...(method === 'POST' && { 'Content-Type': 'application/json' }),
    ...credentialsOf(identity),
    ...variant.headers({ host, origin })
  };
  const body =
    method === 'POST'
      ? JSON.stringify({ id: UUID.uuid4(), sql: 'SELECT 1', rowLimit: 1 })
      : undefined;
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        ...{ host: hostname, port, agent, method },
        path: withToken,
        headers: Object.fromEntries(
          Object.entries(headers).filter(([, value]) => value !== '')
        )
      },
      response => {
        response.resume();
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            faults: headerFaults(response.headers)
          })
        );
      }
    );
    request.on('error', reject);
    request.end(body);
  });
}

function credentialsOf(
  identity: RequestCase['identity']
): Record<string, string> {
  switch (identity) {
    case 'cookie':
      return { Cookie: login.cookies, 'X-XSRFToken': login.xsrf };
    case 'token':
      return { Authorization: `token ${jupyter.token}` };
    case 'wrong token':
      return { Authorization: 'token wrong' };
    default:
      return {};
  }
}
