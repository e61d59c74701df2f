/**
 * Reads the whole body before the answer is sent. The proxy keeps writing during the answer, and an
 * early answer would break its pipe. Holds no more than the limit for one body and the limit for
 * all.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { tooManyRequests } from '../admission/limits';
import { ApiError } from '../errors/api-error';

const BODY_LIMIT = 1024 * 1024;
/** For the routes with a higher limit. */
const MAX_BODY_LIMIT = 9 * BODY_LIMIT;
/** Beyond this size the connection is closed without waiting for the rest. */
const DRAIN_LIMIT = 64 * 1024 * 1024;
/** Limit for all bodies that are held at the same time. */
const HELD_LIMIT = 64 * 1024 * 1024;

type Body = { bytes: Buffer | 'too large' | 'too many' };
type Held = { bytes: number };
const bodies = new WeakMap<IncomingMessage, Body>();

export function readBody(): RequestHandler {
  const held: Held = { bytes: 0 };
  return async (request, response, next) => {
    if (hasBody(request)) {
      bodies.set(request, {
        bytes: await collect({ request, response, held })
      });
    }
    next();
  };
}

/**
 * The body as JSON. Refuses other content types, and bodies that are too large or malformed.
 *
 * @param maxBytes - another limit for this route, of at most 9 MiB.
 */
export function jsonBodyOf(
  request: IncomingMessage,
  maxBytes = BODY_LIMIT
): unknown {
  const { bytes } = bodies.get(request) ?? { bytes: Buffer.alloc(0) };
  if (bytes === 'too many') {
    throw tooManyRequests();
  }
  if (bytes === 'too large' || bytes.length > maxBytes) {
    throw new ApiError(
      'request_too_large',
      `The request is larger than the limit of ${maxBytes / 1024} KiB.`
    );
  }
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ApiError(
      'request_invalid',
      'The body of this request must be JSON, with Content-Type: application/json.',
      { status: 415 }
    );
  }
  try {
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    ) as unknown;
  } catch {
    // JSON.parse quotes its input, and an error must never repeat what was sent.
    throw new ApiError('request_invalid', 'The body is not valid JSON.');
  }
}

/** HTTP's rule for requests; one without either header ends with its headers. */
const hasBody = ({ headers }: IncomingMessage): boolean =>
  headers['content-length'] !== undefined ||
  headers['transfer-encoding'] !== undefined;

type Collecting = {
  request: IncomingMessage;
  response: ServerResponse;
  held: Held;
};

function collect(options: Collecting): Promise<Body['bytes']> {
  const { request, response, held } = options;
  const chunks: Buffer[] = [];
  let length = 0;
  let kept = 0;
  let refusal: 'too large' | 'too many' | null = null;
  const letGo = (): void => {
    chunks.length = 0;
    held.bytes -= kept;
    kept = 0;
  };
  const keep = (chunk: Buffer): void => {
    if (length > MAX_BODY_LIMIT) {
      refusal = 'too large';
    } else if (held.bytes + chunk.length > HELD_LIMIT) {
      refusal = 'too many';
    } else {
      chunks.push(chunk);
      held.bytes += chunk.length;
      kept += chunk.length;
      return;
    }
    letGo();
  };
  response.on('close', letGo);
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (refusal === null) {
        keep(chunk);
      }
      if (length > DRAIN_LIMIT) {
        request.destroy();
      }
    });
    request.on('end', () => resolve(refusal ?? Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.readableEnded) {
        reject(
          new ApiError(
            'request_invalid',
            'The request ended before its body was complete.'
          )
        );
      }
    });
  });
}
