/** `POST /queries`: one statement in, one Arrow IPC stream out. */
import { Router } from 'express';
import { ApiError } from '../http/api-error';
import { allowOnly } from '../http/allow-only';
import { jsonBodyOf } from '../http/request-body';
import type { QueryRunner, RunRequest } from './query-runner';

/** Carries the QuerySummary as JSON. `src/` repeats the name: it shares types only. */
export const QUERY_HEADER = 'X-OmniSci-Query';

const ROWS_LIMIT = 1_000_000;

export type QueryRoutesOptions = { runner: QueryRunner };

export function queryRoutes({ runner }: QueryRoutesOptions): Router {
  const routes = Router({ strict: true, caseSensitive: true });
  routes
    .route('/queries')
    .post(async (request, response) => {
      const query = parseQuery(jsonBodyOf(request));
      const left = new AbortController();
      response.on('close', () => left.abort());
      const { body, summary } = await runner.run(query, left.signal);
      response
        .set('Content-Type', 'application/vnd.apache.arrow.stream')
        .set('Content-Length', String(body.byteLength))
        .set(QUERY_HEADER, JSON.stringify(summary))
        .end(body);
    })
    .all(allowOnly('POST'));
  return routes;
}

function parseQuery(body: unknown): RunRequest {
  const { sql, firstN } = (body ?? {}) as Partial<Record<string, unknown>>;
  if (typeof sql !== 'string' || sql.trim() === '') {
    throw new ApiError('request_invalid', 'The SQL to run is missing.');
  }
  if (
    !Number.isInteger(firstN) ||
    (firstN as number) < 1 ||
    (firstN as number) > ROWS_LIMIT
  ) {
    throw new ApiError(
      'request_invalid',
      `The number of rows, firstN, must be a whole number from 1 to ${ROWS_LIMIT}.`
    );
  }
  return { sql, firstN: firstN as number };
}
