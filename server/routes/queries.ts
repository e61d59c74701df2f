/** The routes of a query: they start a statement, return its rows page by page, and cancel it. */
import type { Response } from 'express';
import type { QueryRequest, RunningReply } from '../protocol';
import { ApiError } from '../errors/api-error';
import { jsonBodyOf } from '../http/request-body';
import type { Page } from '../queries/page';
import type { IEvents } from '../events/event';
import { QueryRecorder } from '../events/record-query';
import { requestIdOf } from '../http/request-guard';
import type { Queries } from '../queries/queries';
import { MAX_ROWS } from '../settings/formats';
import { Query, type QueryServices } from '../queries/query';
import type { RouteTable } from './route';

/** Contains the PageHeader as JSON. `src/` repeats the name, because it shares types only. */
export const PAGE_HEADER = 'X-OmniSci-Page';

/** Shorter than the timeouts of proxies, and frequent enough to show that the caller is there. */
const POLL_MS = 10_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export type QueryRoutesOptions = {
  queries: Queries;
  services: QueryServices;
  events: IEvents;
};

export function queryRoutes({ queries, services, events }: QueryRoutesOptions) {
  const recorder = new QueryRecorder(events);
  return {
    'POST /queries': async ({ connection, request, response }) => {
      const query = queries.start(
        new Query({
          ...services,
          connection,
          request: parseQuery(jsonBodyOf(request))
        })
      );
      recorder.follow(query, requestIdOf(response));
      return await answer(response, { query, number: 0, have: 0 });
    },
    'GET /queries/:id/pages/:number': async ({
      connection,
      parameters,
      query: parameter,
      response
    }) => {
      const query = queries.find(parameters.id, connection);
      const number = parseNumber(parameters.number);
      const have = parseNumber(parameter('have', parameters.number));
      return await answer(response, { query, number, have });
    },
    'POST /queries/:id/cancel': async ({ connection, parameters, request }) => {
      // Empty, but required: a foreign page can send a form, but not JSON.
      jsonBodyOf(request);
      return await queries.cancel(parseId(parameters.id), connection);
    }
  } satisfies Partial<RouteTable>;

  async function answer(
    response: Response,
    { query, number, have }: { query: Query; number: number; have: number }
  ): Promise<RunningReply | void> {
    const leave = queries.enter(query.id);
    let stopWaiting = (): void => undefined;
    response.on('close', () => {
      stopWaiting();
      leave(response.writableFinished);
    });
    const waited = new Promise<null>(resolve => {
      const timer = setTimeout(() => resolve(null), POLL_MS);
      stopWaiting = () => {
        clearTimeout(timer);
        resolve(null);
      };
    });
    const page = await Promise.race([query.page(number, have), waited]);
    if (response.destroyed) {
      return;
    }
    if (!page) {
      response.status(202);
      return { state: 'running' };
    }
    send(response, page);
  }
}

function send(response: Response, page: Page): void {
  if (!page.hold()) {
    throw new ApiError(
      'query_unknown',
      'This page of rows is no longer available.'
    );
  }
  response.on('close', () => page.release());
  response
    .set('Content-Type', 'application/vnd.apache.arrow.stream')
    .set('Content-Length', String(page.header.bytes))
    .set(PAGE_HEADER, JSON.stringify(page.header));
  // As few packets as possible, and no copy.
  response.cork();
  page.pieces.forEach(piece => response.write(piece));
  response.end();
}

function parseQuery(body: unknown): QueryRequest {
  const { id, sql, rowLimit, readOnly } = (body ?? {}) as Partial<
    Record<keyof QueryRequest, unknown>
  >;
  if (typeof sql !== 'string' || sql.trim() === '') {
    throw new ApiError('request_invalid', 'The SQL to run is missing.');
  }
  if (
    rowLimit !== null &&
    (!Number.isInteger(rowLimit) ||
      (rowLimit as number) < 1 ||
      (rowLimit as number) > MAX_ROWS)
  ) {
    throw new ApiError(
      'request_invalid',
      `The number of rows, rowLimit, must be a whole number from 1 to ${MAX_ROWS}, or null for all.`
    );
  }
  if (readOnly !== undefined && typeof readOnly !== 'boolean') {
    throw new ApiError('request_invalid', 'readOnly must be true or false.');
  }
  return {
    id: parseId(id),
    sql,
    rowLimit: rowLimit as number | null,
    readOnly
  };
}

function parseId(id: unknown): string {
  if (typeof id !== 'string' || !UUID.test(id)) {
    throw new ApiError('request_invalid', 'The ID of a query must be a UUID.');
  }
  return id;
}

function parseNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) {
    throw new ApiError('request_invalid', 'The page number is not valid.');
  }
  return Number(text);
}
