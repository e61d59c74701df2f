/** Turns any error into `{code, message, requestId}` and one line in the log. */
import type { ErrorRequestHandler, Request, RequestHandler } from 'express';
import type { ErrorReply } from '../protocol';
import type { IEvents } from '../events/event';
import type { ILog } from '../log';
import { ApiError } from '../errors/api-error';
import { ERRORS } from '../errors/registry';
import { requestIdOf } from './request-guard';

export const unknownRoute: RequestHandler = () => {
  throw new ApiError('not_found', 'There is no route with this address.');
};

export function errorHandler(log: ILog, events: IEvents): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const requestId = requestIdOf(response);
    const { code, message, status, headers } = asApiError(error);
    const route = routeOf(request);
    const line = `Request ${requestId} (${route}): ${code}`;
    events.record({
      ...{ kind: 'request-failure', request_id: requestId },
      ...{ route, code, status }
    });
    switch (ERRORS[code].level) {
      case 'error':
        log.error(line, error);
        break;
      case 'warn':
        log.warn(`${line}: ${message}`);
        break;
      case 'info':
        // Without the message, which may quote the statement.
        log.info(line);
    }
    if (response.headersSent) {
      // Half an answer must not look like a complete one.
      response.destroy();
      return;
    }
    const reply: ErrorReply = { code, message, requestId };
    response.status(status).set(headers).json(reply);
  };
}

/** The pattern that matched. The address itself may contain private text. */
const routeOf = ({ method, route }: Request): string =>
  `${method} ${(route as { path?: string } | undefined)?.path ?? 'of no route'}`;

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    // Express's own errors, such as a malformed path. Their message may quote the request.
    return new ApiError('request_invalid', 'The request is malformed.', {
      cause: error,
      status
    });
  }
  return new ApiError(
    'internal_error',
    'Unexpected error in the OmniSci extension. For details, search the log of the Jupyter server for the request ID.',
    { cause: error }
  );
}
