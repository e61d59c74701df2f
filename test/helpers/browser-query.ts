/** Runs queries like the browser, with its own code, but without a Jupyter server. */
import { nullTranslator } from '@jupyterlab/translation';
import type { ErrorReply } from '../../server/protocol';
import type { QueryReply } from '../../src/sidecar/query';
import { QueryRun } from '../../src/sidecar/query-run';
import type { Answer } from '../../src/sidecar/requests';
import { addressOf, type RouteAddress } from '../../src/sidecar/route-address';
import { SidecarError } from '../../src/sidecar/sidecar-error';
import { SqlStatement } from '../../src/sql/statement';
import { type Reply, send } from './sidecar';

const trans = nullTranslator.load('test');

/** All rows, or a SidecarError; `where` is a sidecar's socket or port. */
export function queryAsBrowser(
  where: string | number,
  sql: string
): Promise<QueryReply> {
  const run = new QueryRun({
    trans,
    untilOnline: () => Promise.resolve(),
    ask: async (key, input, { begin }) => {
      const answer = await ask(where, {
        ...addressOf(key, input),
        ...('body' in input && { body: JSON.stringify(input.body) })
      });
      if (answer.status === 200) {
        await begin?.(answer.headers);
      }
      return answer;
    }
  });
  return run.run(new SqlStatement(sql, null), {
    rowLimit: null,
    signal: new AbortController().signal
  });
}

async function ask(
  where: string | number,
  { method, path, body }: RouteAddress & { body?: string }
): Promise<Answer> {
  let reply: Reply;
  try {
    reply = await send(where, {
      method,
      path,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body
    });
  } catch (cause) {
    throw new SidecarError('server_unreachable', 'No answer.', { cause });
  }
  if (reply.status >= 400) {
    const { code, message } = reply.json<ErrorReply>();
    throw new SidecarError(code, message);
  }
  return {
    status: reply.status,
    headers: new Headers(reply.headers as Record<string, string>),
    body: new Uint8Array(reply.bytes)
  };
}
