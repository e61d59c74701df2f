/** Gives the database's errors about pictures their codes. Its own words stay. Pure. */
import { databaseErrorOf } from '../database/api-error-of';
import { ApiError } from '../errors/api-error';

/** DBHandler.cpp; RenderHandler.cpp of a build without a renderer. */
const UNAVAILABLE =
  /rendering is disabled|Rendering is only supported in the Enterprise/i;
/** With the place in the spec: `JSON parse error (/marks/0/type): …`. */
const INVALID = /JSON parse error/i;

export function renderError(error: unknown): unknown {
  const cause = databaseErrorOf(error);
  if (!cause || !(error instanceof ApiError)) {
    return error;
  }
  if (cause.isUnknownMethod || UNAVAILABLE.test(cause.text)) {
    return new ApiError(
      'rendering_unavailable',
      `This database server does not render pictures. It says: ${error.message}`,
      { cause }
    );
  }
  return INVALID.test(cause.text)
    ? new ApiError('vega_invalid', error.message, { cause })
    : error;
}
