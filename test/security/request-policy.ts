/**
 * Who may ask what: the policy under `{base}/omnisci` in one place, written apart from the code that
 * keeps it. Each case of the matrix is judged by it. Pure.
 */

export type Route =
  | '/'
  | '/session'
  | '/status'
  | '/queries'
  | '/queries/{id}/pages/{n}'
  | '/queries/{id}/cancel'
  | '/renders'
  | '/renders/{widget}/pixel'
  | '/vega-lite'
  | '/schema'
  | '/schema/tables'
  | '/schema/columns'
  | '/sessions'
  | '/connections'
  | '/connections/sign-in'
  | '/connections/sign-out';

export type RequestCase = {
  method: string;
  /** What follows `{base}/omnisci`, or, from the root of the server on, what does not lead to us. */
  path: { text: string; route: Route | 'unknown' | 'elsewhere' };
  identity: 'nobody' | 'wrong token' | 'cookie' | 'token' | 'token in the URL';
  variant: Variant;
};

/** One way in which a request can differ from what our own page sends. */
export type Variant = {
  name: string;
  headers: (server: { host: string; origin: string }) => Record<string, string>;
  /** Which of the rules below it breaks. */
  breaks?: 'host' | 'origin' | 'fetch metadata' | 'upgrade' | 'xsrf' | 'json';
};

const TAKEN: Record<Route, readonly string[]> = {
  '/': ['GET', 'HEAD'],
  '/session': ['GET', 'HEAD'],
  '/status': ['GET', 'HEAD'],
  '/queries': ['POST'],
  '/queries/{id}/pages/{n}': ['GET', 'HEAD'],
  '/queries/{id}/cancel': ['POST'],
  '/renders': ['GET', 'HEAD', 'POST'],
  '/renders/{widget}/pixel': ['POST'],
  '/vega-lite': ['POST'],
  '/schema': ['GET', 'HEAD'],
  '/schema/tables': ['GET', 'HEAD'],
  '/schema/columns': ['GET', 'HEAD'],
  '/sessions': ['POST'],
  '/connections': ['GET', 'HEAD'],
  '/connections/sign-in': ['POST'],
  '/connections/sign-out': ['POST']
};

export function expectedStatus({
  method,
  path: { route },
  identity,
  variant: { breaks }
}: RequestCase): number {
  const isKnown = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/.test(method);
  if (!isKnown) {
    return 405;
  }
  // Jupyter's rules: a local host, a login, and for a cookie the page's own origin and token.
  if (breaks === 'host' || /nobody|wrong/.test(identity)) {
    return 403;
  }
  const changes = /POST|PUT|PATCH|DELETE/.test(method);
  if (identity === 'cookie') {
    if (breaks === 'origin' && method !== 'OPTIONS') {
      return 403;
    }
    if (breaks === 'xsrf' && changes) {
      return 403;
    }
  }
  if (breaks === 'upgrade') {
    return 403;
  }
  if (!/GET|HEAD|POST/.test(method)) {
    return 405;
  }
  // The sidecar's: nothing that a browser says another site asked for, and JSON where it matters.
  if (breaks === 'fetch metadata') {
    return 403;
  }
  if (route === 'unknown' || route === 'elsewhere') {
    return 404;
  }
  if (!TAKEN[route].includes(method)) {
    return 405;
  }
  if (method === 'POST' && breaks === 'json') {
    return 415;
  }
  // The bodies of the matrix name no server.
  if (route.startsWith('/connections/')) {
    return 400;
  }
  // Nor do they hold a spec or a pixel.
  if (/^\/(renders|vega-lite)/.test(route) && method === 'POST') {
    return 400;
  }
  // No query of the matrix has a second page.
  return route === '/queries/{id}/pages/{n}' ? 404 : 200;
}
