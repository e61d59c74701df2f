/** Whether this browser has a network, as far as it knows. Without one a server on this computer still answers. */

export const isOffline = (): boolean => globalThis.navigator?.onLine === false;

/**
 * Resolves when there is a network, at once where there is. Also when it takes longer than
 * `atMostMs`, or the signal aborts: whoever waits has to try anyhow.
 */
export function untilOnline(options: {
  signal: AbortSignal;
  atMostMs: number;
}): Promise<void> {
  const { signal, atMostMs } = options;
  if (!isOffline() || signal.aborted) {
    return Promise.resolve();
  }
  // A bare timer: it is one of three that end the wait, and has to be cleared by the others.
  return new Promise(resolve => {
    const done = (): void => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, atMostMs);
    window.addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
}
