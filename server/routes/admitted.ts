/**
 * Runs a route until its caller disconnects, within an {@link Admission} or within that of its
 * work.
 */
import type { Admission } from '../admission/admission';
import type { Call, Handler, RouteKey } from './route';

type Handle<K extends RouteKey> = (
  call: Call<K>,
  signal: AbortSignal
) => ReturnType<Handler<K>>;

/**
 * A caller that disconnects is removed from the queue.
 *
 * @param handle - its signal is aborted when the caller has gone. It stays admitted until it ends.
 */
export const admitted = <K extends RouteKey>(
  admission: Admission,
  handle: Handle<K>
): Handler<K> =>
  untilGone<K>(async (call, signal) =>
    admission.take(() => handle(call, signal), signal)
  );

/** @param handle - its signal is aborted when the caller has gone. */
export const untilGone =
  <K extends RouteKey>(handle: Handle<K>): Handler<K> =>
  async call => {
    const gone = new AbortController();
    const { signal } = gone;
    call.response.on('close', () => gone.abort());
    try {
      return await handle(call, signal);
    } catch (error) {
      if (signal.aborted) {
        // Nobody reads the answer.
        return undefined as Awaited<ReturnType<Handler<K>>>;
      }
      throw error;
    }
  };
