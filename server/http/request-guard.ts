/**
 * Second line of defence behind the Python shim's checks. Marks every answer, and refuses requests
 * that a foreign page or another user of this machine could have sent.
 */
import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import { ApiError } from '../errors/api-error';
import HEADERS from './security-headers.json';

export const SECRET_HEADER = 'X-OmniSci-Secret';

/**
 * Adds the headers that the shim also adds to its own answers, and a new request ID. An incoming ID
 * is ignored.
 */
export const markAnswer: RequestHandler = (_request, response, next) => {
  for (const [name, value] of Object.entries(HEADERS)) {
    response.setHeader(name, value);
  }
  response.setHeader('X-Request-Id', randomUUID().slice(-12));
  next();
};

/** The ID that {@link markAnswer} gave; empty before. */
export const requestIdOf = (response: Response): string =>
  String(response.getHeader('X-Request-Id') ?? '');

/** For a port: without the secret, only the readiness probe is answered. */
export function requireSecret(secret: string): RequestHandler {
  const digest = (text: string): Buffer =>
    createHash('sha256').update(text).digest();
  const expected = digest(secret);
  return (request, _response, next) => {
    const given = digest(request.get(SECRET_HEADER) ?? '');
    const isProbe = request.method === 'GET' && request.path === '/';
    if (!isProbe && !timingSafeEqual(given, expected)) {
      throw new ApiError(
        'forbidden',
        'Only the Jupyter server may call this address.'
      );
    }
    next();
  };
}

/** Refuses requests that the browser marks as cross-site. No CORS header ever allows them. */
export const guardOrigin: RequestHandler = (request, _response, next) => {
  const site = request.get('Sec-Fetch-Site');
  const mode = request.get('Sec-Fetch-Mode');
  if (site === 'cross-site' || site === 'same-site' || mode === 'no-cors') {
    throw new ApiError('forbidden', 'Other sites cannot make this request.');
  }
  if (request.headers.upgrade !== undefined) {
    throw new ApiError(
      'forbidden',
      'This address does not support web sockets.'
    );
  }
  next();
};
