/** Any error becomes `{code, message, retryable, requestId}`; what is unknown is told to the log only. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { ErrorReply } from '../protocol';
import type { ILog } from '../log';
import { ApiError, ERRORS } from './api-error';

export const unknownRoute: RequestHandler = () => {
  throw new ApiError('not_found', 'There is no such address here.');
};

export function errorHandler(log: ILog): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, _request, response, _next) => {
    const requestId = String(response.getHeader('X-Request-Id') ?? '');
    const fault = translate(error);
    if (fault.code === 'internal_error') {
      log.error(`Request ${requestId} failed unexpectedly.`, error);
    } else if (fault.status >= 500) {
      log.warn(`Request ${requestId}: ${fault.code}: ${fault.message}`);
    }
    if (response.headersSent) {
      // Half an answer must not look like a whole one.
      response.destroy();
      return;
    }
    const reply: ErrorReply = {
      code: fault.code,
      message: fault.message,
      retryable: ERRORS[fault.code].retryable,
      requestId
    };
    response.status(fault.status).set(fault.headers).json(reply);
  };
}

function translate(error: unknown): ApiError {
  if (error instanceof ApiError) {
    return error;
  }
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500) {
    // Express's own, as for a malformed path; its message may quote the request.
    return new ApiError('request_invalid', 'The request is malformed.', {
      cause: error,
      status
    });
  }
  return new ApiError(
    'internal_error',
    'The OmniSci extension failed unexpectedly. The log of the Jupyter server says more, under the request ID.',
    { cause: error }
  );
}
