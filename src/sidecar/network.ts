/**
 * Tells if the browser knows of a network. A server on this computer answers without one.
 */

export const isOffline = (): boolean => globalThis.navigator?.onLine === false;

/**
 * Resolves when there is a network; at once if there is one now. Also resolves after `maxMs`, or
 * when the signal aborts: the caller must try anyway.
 */
export function untilOnline(options: {
  signal: AbortSignal;
  maxMs: number;
}): Promise<void> {
  const { signal, maxMs } = options;
  if (!isOffline() || signal.aborted) {
    return Promise.resolve();
  }
  // A bare timer: it is one of three events that end the wait, and the others must clear it.
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, maxMs);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
