/** `GET /schema`, `/schema/tables` and `/schema/columns`: what the database holds, by name. */
import { Router, type Request } from 'express';
import { ApiError } from '../errors/api-error';
import { allowOnly } from '../http/allow-only';
import { admitted } from '../admission/admitted';
import type { Admission } from '../admission/admission';
import type { SchemaReader } from '../schema/schema-reader';

export type SchemaRoutesOptions = {
  schema: SchemaReader;
  admission: Admission;
};

export function schemaRoutes({
  schema,
  admission
}: SchemaRoutesOptions): Router {
  const routes = Router({ strict: true, caseSensitive: true });
  routes
    .route('/schema')
    .get(
      admitted(admission, async (_request, response, left) => {
        response.json(await schema.schema(left));
      })
    )
    .all(allowOnly('GET, HEAD'));
  routes
    .route('/schema/tables')
    .get(
      admitted(admission, async (request, response, left) => {
        const database = parameterOf(request, 'database');
        response.json(await schema.tablesOf(database, left));
      })
    )
    .all(allowOnly('GET, HEAD'));
  routes
    .route('/schema/columns')
    .get(
      admitted(admission, async (request, response, left) => {
        const table = parameterOf(request, 'table');
        response.json(await schema.columns(table, left));
      })
    )
    .all(allowOnly('GET, HEAD'));
  return routes;
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
