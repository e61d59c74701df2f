/** The last handler of a route: refuses every method that the route does not support. */
import type { RequestHandler } from 'express';
import { ApiError } from '../errors/api-error';

export const allowOnly =
  (methods: string): RequestHandler =>
  () => {
    throw new ApiError(
      'method_not_allowed',
      `This route accepts only ${methods}.`,
      { headers: { Allow: methods } }
    );
  };
