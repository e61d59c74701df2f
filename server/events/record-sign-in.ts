/** Records a sign-in or a sign-out, with its outcome. */
import type { IEvents, SidecarEvent } from './event';
import { codeOf } from './record-query';

type SignEvent = Extract<SidecarEvent, { kind: 'sign-in' | 'sign-out' }>;

/** Resolves and rejects as `work` does. */
export async function recordSignIn<T>(
  events: IEvents,
  what: Pick<SignEvent, 'kind' | 'connection' | 'request_id'>,
  work: () => Promise<T>
): Promise<T> {
  const startedAt = performance.now();
  const record = (end: Pick<SignEvent, 'outcome' | 'code'>): void =>
    events.record({
      ...what,
      ...end,
      elapsed_ms: Math.round(performance.now() - startedAt)
    });
  try {
    const result = await work();
    record({ outcome: 'succeeded', code: null });
    return result;
  } catch (error) {
    record({ outcome: 'failed', code: codeOf(error) });
    throw error;
  }
}
