/**
 * Makes Express routes from a table. Each entry is checked against the contract, and is served at
 * its own path and below `/connections/{key}`. Everything else is refused.
 */
import { Router, type Request, type Response } from 'express';
import type { Connection } from '../connections/connection';
import { HANDOVER } from '../connections/connection-key';
import type { Connections } from '../connections/connections';
import { ApiError } from '../errors/api-error';
import { allowOnly } from '../http/allow-only';
import type { Routes } from '../protocol';

export type RouteKey = keyof Routes;

/** One request, as a handler sees it. */
export type Call<K extends RouteKey> = {
  connection: Connection;
  /** The parts of the path, as sent. */
  parameters: Record<
    Routes[K] extends { parameters: infer P } ? keyof P & string : never,
    string
  >;
  /** A query parameter; throws `request_invalid` if it is missing and has no default. */
  query: (
    name: Routes[K] extends { query: infer Q } ? keyof Q & string : never,
    byDefault?: string
  ) => string;
  request: Request;
  response: Response;
};

/** Returns the answer to send as JSON, or nothing if it has sent the answer itself. */
export type Handler<K extends RouteKey> = (
  call: Call<K>
) => Promise<
  Routes[K]['reply'] | (Routes[K] extends { page: unknown } ? void : never)
>;

/**
 * Every route. Each file writes a part that `satisfies Partial<RouteTable>`; `app.ts` joins the
 * parts.
 */
export type RouteTable = { readonly [K in RouteKey]: Handler<K> };

/** Not below `/connections/{key}`: they concern the handed-over session, or all connections. */
const TOP_ONLY: ReadonlySet<string> = new Set([
  '/session',
  '/connections',
  '/connections/sign-in',
  '/connections/sign-out'
]);

export function routesOf(table: RouteTable, connections: Connections): Router {
  const paths = new Map<string, Map<string, Handler<RouteKey>>>();
  for (const [key, handler] of Object.entries(table)) {
    const [method = '', path = ''] = key.split(' ');
    const methods = paths.get(path) ?? new Map<string, Handler<RouteKey>>();
    paths.set(path, methods.set(method, handler));
  }
  const routes = newRouter();
  const ofConnection = newRouter();
  for (const [path, methods] of paths) {
    add(routes, path, methods);
    if (!TOP_ONLY.has(path)) {
      add(ofConnection, path, methods);
    }
  }
  return routes.use('/connections/:connection', ofConnection);

  function add(
    router: Router,
    path: string,
    methods: ReadonlyMap<string, Handler<RouteKey>>
  ): void {
    const route = router.route(path);
    const answer =
      (handler: Handler<RouteKey>) =>
      async (request: Request, response: Response): Promise<void> => {
        const parameters = request.params as Record<string, string>;
        const reply = await handler({
          connection: await connections.get(
            parameters['connection'] ?? HANDOVER
          ),
          parameters,
          query: (name, byDefault) => queryOf(request, name, byDefault),
          request,
          response
        });
        if (reply !== undefined) {
          response.json(reply);
        }
      };
    const get = methods.get('GET');
    const post = methods.get('POST');
    if (get) {
      route.get(answer(get));
    }
    if (post) {
      route.post(answer(post));
    }
    const allowed = [get && 'GET, HEAD', post && 'POST'].filter(Boolean);
    route.all(allowOnly(allowed.join(', ')));
  }
}

const newRouter = (): Router =>
  Router({ strict: true, caseSensitive: true, mergeParams: true });

function queryOf(request: Request, name: string, byDefault?: string): string {
  // Only the query matters; the base is needed to parse a path.
  const { searchParams } = new URL(request.url, 'http://sidecar');
  const value = searchParams.get(name) || byDefault;
  if (!value) {
    throw new ApiError(
      'request_invalid',
      `The query parameter ?${name}=… is missing.`
    );
  }
  return value;
}
