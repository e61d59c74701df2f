/**
 * Runs a route within its {@link Admission}. A caller that disconnects is removed from the queue.
 */
import type { Admission } from '../admission/admission';
import type { Call, Handler, RouteKey } from './route';

/**
 * @param handle - its signal is aborted when the caller has gone. It stays admitted until it ends.
 */
export const admitted =
  <K extends RouteKey>(
    admission: Admission,
    handle: (call: Call<K>, signal: AbortSignal) => ReturnType<Handler<K>>
  ): Handler<K> =>
  async call => {
    const gone = new AbortController();
    const { signal } = gone;
    call.response.on('close', () => gone.abort());
    try {
      return await admission.take(() => handle(call, signal), signal);
    } catch (error) {
      if (signal.aborted) {
        // Nobody reads the answer.
        return undefined as Awaited<ReturnType<Handler<K>>>;
      }
      throw error;
    }
  };
