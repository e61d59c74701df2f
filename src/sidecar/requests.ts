/**
 * Sends requests to the routes of the sidecar. Only this file fetches. It uses JupyterLab's
 * `ServerConnection`, which adds the headers that Jupyter requires.
 */
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ConnectionKey, AllRoutes } from '../../server/protocol';
import {
  errorOf,
  isWebPage,
  noAnswerError,
  webPageError
} from './answer-error';
import { addressOf, type RouteInput } from './route-address';
import { readBody } from './request/read-body';
import { TimeLimit } from './request/time-limit';

const TOO_MANY_REQUESTS = 429;

/** Time limit for the body of an answer, 8 MiB at most; milliseconds. */
const BODY_LIMIT_MS = 120_000;

export type Answer = {
  status: number;
  headers: Headers;
  body: Uint8Array<ArrayBuffer>;
};

export type RequestOptions = {
  /** Time limit until the answer begins, in milliseconds. */
  limitMs: number;
  signal?: AbortSignal;
  /** The request continues after the page is left. */
  keepalive?: boolean;
  /** True to send no second request after a 429. */
  isOnce?: boolean;
  /**
   * Called with the headers of an answer with status 200. Its body is read when the returned promise
   * resolves, into the memory that it gives, if any; see {@link readBody}. Never rejects.
   */
  begin?: (headers: Headers) => Promise<ArrayBuffer | null>;
};

export type RequestsOptions = {
  serverSettings: ServerConnection.ISettings;
  trans: TranslationBundle;
};

export class Requests {
  constructor(private readonly _options: RequestsOptions) {}

  /** Rejects with a {@link SidecarError}, or with the signal's reason if it is aborted. */
  async ask<K extends keyof AllRoutes>(
    key: K,
    input: RouteInput<K>,
    options: RequestOptions & { connection: ConnectionKey }
  ): Promise<Answer> {
    const { serverSettings, trans } = this._options;
    const { limitMs, connection, signal, keepalive, isOnce, begin } = options;
    const { method, path } = addressOf(key, input, connection);
    const init: RequestInit = {
      ...{ method, keepalive },
      ...('body' in input && {
        body: JSON.stringify(input.body),
        headers: { 'Content-Type': 'application/json' }
      })
    };
    const limit = new TimeLimit(signal);
    const send = async (): Promise<Response> => {
      limit.start(limitMs);
      const response = await ServerConnection.makeRequest(
        URLExt.join(serverSettings.baseUrl, 'omnisci') + path,
        { ...init, signal: limit.signal },
        serverSettings
      );
      limit.start(BODY_LIMIT_MS);
      return response;
    };
    let response: Response;
    let body: Answer['body'];
    try {
      response = await (isOnce ? send() : sendUntilAdmitted(send, signal));
      let memory: ArrayBuffer | null = null;
      if (response.status === 200 && begin) {
        // The body before this one has a limit of its own.
        limit.stop();
        memory = await begin(response.headers);
        limit.start(BODY_LIMIT_MS);
      }
      body = await readBody(response, memory);
    } catch (cause) {
      // An abort is not an error of the sidecar.
      throw signal?.aborted
        ? cause
        : noAnswerError({ isLate: limit.hasPassed, cause }, trans);
    } finally {
      limit.dispose();
    }
    if (!response.ok) {
      throw errorOf(response, body, trans);
    }
    if (isWebPage(response)) {
      throw webPageError(trans);
    }
    return { status: response.status, headers: response.headers, body };
  }
}

/** Every request may be repeated: requests that change something have an ID. */
async function sendUntilAdmitted(
  send: () => Promise<Response>,
  signal: AbortSignal | undefined
): Promise<Response> {
  const since = performance.now();
  const response = await send();
  if (response.status !== TOO_MANY_REQUESTS) {
    return response;
  }
  const { retryAfter429 } = await import('./request/retry-after-429');
  return await retryAfter429({ refused: response, since, ask: send, signal });
}
