/** The cases of the matrix: paths × methods × identities × what else a request can say. Pure. */
import type { RequestCase, Route, Variant } from './request-policy';

const ID = '00000000-0000-4000-8000-000000000000';

export const METHODS = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'PROPFIND'
];

export const IDENTITIES = [
  'nobody',
  'wrong token',
  'cookie',
  'token',
  'token in the URL'
] as const satisfies readonly RequestCase['identity'][];

const path = (
  text: string,
  route: RequestCase['path']['route']
): RequestCase['path'] => ({ text, route });

const ROUTES: readonly [string, Route][] = [
  ['', '/'],
  ['/', '/'],
  ['/session', '/session'],
  ['/status', '/status'],
  ['/queries', '/queries'],
  [`/queries/${ID}/pages/1`, '/queries/{id}/pages/{n}'],
  // Of another query: one that was cancelled answers so.
  [`/queries/${ID.replaceAll('0', '1')}/cancel`, '/queries/{id}/cancel'],
  ['/renders', '/renders'],
  ['/renders/7/pixel', '/renders/{widget}/pixel'],
  ['/vega-lite', '/vega-lite'],
  ['/schema', '/schema'],
  ['/schema/tables?database=heavyai', '/schema/tables'],
  ['/schema/columns?table=flights', '/schema/columns'],
  ['/sessions', '/sessions'],
  ['/connections', '/connections'],
  ['/connections/sign-in', '/connections/sign-in'],
  ['/connections/sign-out', '/connections/sign-out'],
  ['/connections/handover/status', '/status'],
  ['/connections/handover/sessions', '/sessions']
];

const DISGUISED: readonly [string, Route][] = [
  ['/session?x=/status', '/session']
];

const UNKNOWN = [
  '/nowhere',
  // A path is passed on as it was sent.
  '/%73ession',
  '/s%65ssion?x=_xsrf',
  '/session%3Fx',
  '/%71ueries',
  '/session/',
  '/status/',
  '/queries/',
  `/queries/${ID}/cancel/`,
  '/renders/',
  '/renders/7',
  '/vega-lite/',
  '/schema/',
  '/schema/tables/',
  '/SESSION',
  '//session',
  '/./session',
  '/../session',
  '/session/..',
  '/session/../status',
  '/%2e%2e/session',
  '/%2E%2E%2Fsession',
  '/%2fsession',
  '/session%2f',
  '/session%00',
  '/session;x=1',
  '/session%0d%0aX-Injected:%20yes',
  '/session/%2e%2e/%2e%2e/api/contents',
  '/http://evil.example/session',
  '/@evil.example/session',
  '/queries/../session',
  `/queries/${ID}/pages/../../../session`
];

/** From the server's root on: what looks like ours, and is not. */
const ELSEWHERE = [
  '//omnisci/session',
  '/omniscience/session',
  '/OMNISCI/session',
  '/omnisc%69/session',
  '/omnisci%2fsession',
  '/nowhere/../omnisci/session'
];

export const PATHS: readonly RequestCase['path'][] = [
  ...[...ROUTES, ...DISGUISED].map(([text, route]) => path(text, route)),
  ...UNKNOWN.map(text => path(text, 'unknown')),
  ...ELSEWHERE.map(text => path(text, 'elsewhere'))
];

const OWN: Variant = { name: 'as our page', headers: () => ({}) };

const variant = (
  name: string,
  headers: Variant['headers'],
  breaks?: Variant['breaks']
): Variant => ({ name, headers, ...(breaks && { breaks }) });

const origin = (
  name: string,
  of: (server: { host: string; origin: string }) => string,
  breaks?: 'origin'
): Variant =>
  variant(`Origin ${name}`, server => ({ Origin: of(server) }), breaks);

const fetched = (
  site: string,
  mode: string,
  breaks?: 'fetch metadata'
): Variant =>
  variant(
    `fetched ${site} ${mode}`,
    () => ({ 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': mode }),
    breaks
  );

const host = (name: string, of: (host: string) => string): Variant =>
  variant(`Host ${name}`, server => ({ Host: of(server.host) }), 'host');

const portOf = (host: string): string => host.replace(/^.*:/, '');

const SOCKET = {
  Connection: 'Upgrade',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'MDEyMzQ1Njc4OWFiY2RlZg=='
};

export const VARIANTS: readonly Variant[] = [
  origin('own', server => server.origin),
  origin('foreign', () => 'http://evil.example', 'origin'),
  origin('null', () => 'null', 'origin'),
  origin('a file', () => 'file://', 'origin'),
  origin(
    'with our name first',
    server => `${server.origin}.evil.example`,
    'origin'
  ),
  origin(
    'with our name last',
    ({ host }) => `http://evil.example.${host}`,
    'origin'
  ),
  origin(
    'with our name as a user',
    ({ host }) => `http://${host}@evil.example`,
    'origin'
  ),
  origin(
    'with our name as a path',
    ({ host }) => `http://evil.example/${host}`,
    'origin'
  ),
  origin('of another port', ({ host }) => `http://${host}1`, 'origin'),
  origin('without a port', () => 'http://127.0.0.1', 'origin'),
  fetched('same-origin', 'cors'),
  fetched('same-origin', 'navigate'),
  fetched('none', 'navigate'),
  fetched('same-site', 'cors', 'fetch metadata'),
  fetched('cross-site', 'cors', 'fetch metadata'),
  fetched('cross-site', 'navigate', 'fetch metadata'),
  fetched('cross-site', 'no-cors', 'fetch metadata'),
  fetched('same-origin', 'no-cors', 'fetch metadata'),
  fetched('none', 'no-cors', 'fetch metadata'),
  host('foreign', () => 'evil.example'),
  host('foreign with our port', own => `evil.example:${portOf(own)}`),
  host('that begins like ours', own => `127.0.0.1.evil.example:${portOf(own)}`),
  host('of the network', own => `192.0.2.1:${portOf(own)}`),
  host(
    'with a dot at its end',
    own => `localhost.evil.example.:${portOf(own)}`
  ),
  variant(
    'a web socket',
    () => ({ ...SOCKET, Upgrade: 'websocket' }),
    'upgrade'
  ),
  variant(
    'a web socket in capitals',
    () => ({ ...SOCKET, Upgrade: 'WebSocket' }),
    'upgrade'
  ),
  variant(
    'a web socket of our own',
    ({ origin }) => ({ ...SOCKET, Upgrade: 'websocket', Origin: origin }),
    'upgrade'
  ),
  variant(
    'without the token of the page',
    () => ({ 'X-XSRFToken': '' }),
    'xsrf'
  ),
  variant(
    'with a wrong token of the page',
    () => ({ 'X-XSRFToken': 'wrong' }),
    'xsrf'
  ),
  variant(
    'as a form',
    () => ({ 'Content-Type': 'application/x-www-form-urlencoded' }),
    'json'
  ),
  variant(
    'as plain text',
    () => ({ 'Content-Type': 'text/plain; application/json' }),
    'json'
  ),
  variant('with no type', () => ({ 'Content-Type': '' }), 'json'),
  variant('with another method written over it', () => ({
    'X-HTTP-Method-Override': 'GET'
  })),
  variant('as if from inside', server => ({
    Referer: 'http://evil.example/?token=canary',
    'X-CSRFToken': 'canary',
    'Proxy-Authorization': 'Basic canary',
    'X-Forwarded-Host': 'evil.example',
    'X-Forwarded-For': '127.0.0.1',
    'X-Forwarded-Uri': '/omnisci/',
    'X-Original-URL': '/session',
    'X-OmniSci-Secret': server.host
  }))
];

/** What every path is asked, and what a few paths are asked in every way. */
export function requestCases({ all }: { all: boolean }): RequestCase[] {
  const varied = PATHS.filter(
    ({ text }) => all || ['/session', '/queries', '/nowhere'].includes(text)
  );
  const varying = all ? IDENTITIES : (['cookie', 'token'] as const);
  return [
    ...product(PATHS, IDENTITIES, [OWN]),
    ...product(varied, varying, VARIANTS)
  ];
}

const product = (
  paths: readonly RequestCase['path'][],
  identities: readonly RequestCase['identity'][],
  variants: readonly Variant[]
): RequestCase[] =>
  paths.flatMap(path =>
    METHODS.flatMap(method =>
      identities.flatMap(identity =>
        variants.map(variant => ({ path, method, identity, variant }))
      )
    )
  );
