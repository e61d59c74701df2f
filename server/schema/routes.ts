/** `GET /schema`, `/schema/tables` and `/schema/columns`: what the database holds, by name. */
import { Router, type Request, type Response } from 'express';
import { ApiError } from '../http/api-error';
import { allowOnly } from '../http/allow-only';
import type { SchemaReader } from './schema-reader';

export type SchemaRoutesOptions = { schema: SchemaReader };

export function schemaRoutes({ schema }: SchemaRoutesOptions): Router {
  const routes = Router({ strict: true, caseSensitive: true });
  routes
    .route('/schema')
    .get(async (_request, response) => {
      response.json(await schema.schema(leaving(response)));
    })
    .all(allowOnly('GET, HEAD'));
  routes
    .route('/schema/tables')
    .get(async (request, response) => {
      const database = parameterOf(request, 'database');
      response.json(await schema.tablesOf(database, leaving(response)));
    })
    .all(allowOnly('GET, HEAD'));
  routes
    .route('/schema/columns')
    .get(async (request, response) => {
      const table = parameterOf(request, 'table');
      response.json(await schema.columns(table, leaving(response)));
    })
    .all(allowOnly('GET, HEAD'));
  return routes;
}

/** Aborted when the caller has gone. */
function leaving(response: Response): AbortSignal {
  const left = new AbortController();
  response.on('close', () => left.abort());
  return left.signal;
}

function parameterOf(request: Request, name: string): string {
  // Only the query counts; the base makes an absolute address of a path.
  const { searchParams } = new URL(request.url, 'http://sidecar');
  const value = searchParams.get(name);
  if (!value) {
    throw new ApiError(
      'request_invalid',
      `The address lacks what is asked for: ?${name}=….`
    );
  }
  return value;
}
