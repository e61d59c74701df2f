/**
 * Runs queries through a Jupyter server like the browser: with the front end's own {@link
 * QueryRun}.
 */
import { nullTranslator } from '@jupyterlab/translation';
import type { ErrorReply } from '../../server/protocol';
import type { Ask, QueryReply } from '../../src/sidecar/query';
import { QueryRun } from '../../src/sidecar/query-run';
import { readBody } from '../../src/sidecar/request/read-body';
import type { Answer } from '../../src/sidecar/requests';
import { SqlStatement } from '../../src/sql/statement';
import {
  type SidecarErrorCode,
  SidecarError
} from '../../src/sidecar/sidecar-error';
import { addressOf } from '../../src/sidecar/route-address';
import type { Jupyter } from './jupyter';
import { limitMs } from './scale';

const trans = nullTranslator.load('test');

export class QueryClient {
  constructor(private readonly _jupyter: Pick<Jupyter, 'url' | 'token'>) {}

  /** All rows, checked, or a {@link SidecarError}. */
  run(sql: string): Promise<QueryReply> {
    const run = new QueryRun({
      ask: this._ask,
      untilOnline: () => Promise.resolve(),
      trans
    });
    const { signal } = new AbortController();
    return run.run(new SqlStatement(sql, null), { rowLimit: null, signal });
  }

  private readonly _ask: Ask = async (
    key,
    input,
    { signal, begin, limitMs: frontEndMs = 15_000 }
  ) => {
    const { url, token } = this._jupyter;
    const limit = AbortSignal.timeout(limitMs(frontEndMs));
    const { method, path } = addressOf(key, input);
    const sent = 'body' in input ? JSON.stringify(input.body) : undefined;
    let response: Response;
    let body: Answer['body'];
    try {
      response = await fetch(new URL(`omnisci${path}`, url), {
        method,
        headers: {
          ...(sent !== undefined && { 'Content-Type': 'application/json' }),
          Authorization: `token ${token}`
        },
        body: sent,
        signal: signal ? AbortSignal.any([signal, limit]) : limit
      });
      const memory =
        response.status === 200 && begin ? await begin(response.headers) : null;
      body = await readBody(response, memory);
    } catch (cause) {
      if (signal?.aborted) {
        throw cause;
      }
      const code: SidecarErrorCode = limit.aborted
        ? 'server_timeout'
        : 'server_unreachable';
      throw new SidecarError(code, 'No answer.', { cause });
    }
    if (!response.ok) {
      const { code, message } = JSON.parse(
        new TextDecoder().decode(body)
      ) as ErrorReply;
      throw new SidecarError(code, message);
    }
    return { status: response.status, headers: response.headers, body };
  };
}
