/** Records the end of a render, whatever it was. */
import type { ConnectionKey, RenderReply } from '../protocol';
import type { IEvents } from './event';
import { codeOf } from './record-query';

export type RenderOrigin = {
  connection: ConnectionKey;
  requestId: string;
  /** Aborted when the caller has gone. */
  signal: AbortSignal;
};

/** Resolves and rejects as `work` does. */
export async function recordRender(
  events: IEvents,
  { connection, requestId, signal }: RenderOrigin,
  work: () => Promise<RenderReply>
): Promise<RenderReply> {
  const startedAt = performance.now();
  const base = () => ({
    ...{ kind: 'render' as const, connection, request_id: requestId },
    elapsed_ms: Math.round(performance.now() - startedAt)
  });
  try {
    const reply = await work();
    const { executionTimeMs, renderTimeMs } = reply;
    events.record({
      ...base(),
      ...{ outcome: 'succeeded', code: null },
      ...{ execution_ms: executionTimeMs, render_ms: renderTimeMs }
    });
    return reply;
  } catch (error) {
    const code = signal.aborted ? 'query_cancelled' : codeOf(error);
    events.record({
      ...base(),
      outcome: code === 'query_cancelled' ? 'cancelled' : 'failed',
      ...{ code, execution_ms: null, render_ms: null }
    });
    throw error;
  }
}
