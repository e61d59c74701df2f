/**
 * Retries a request that was answered with 429, at the announced time, a few times and not for
 * long. The caller gets the last answer. Only for requests that may be repeated.
 */

/** Together with `MAX_MS`, the longest wait for a user. */
const MAX_TIMES = 5;
const MAX_MS = 20_000;
const MIN_WAIT_MS = 500;

const TOO_MUCH_AT_ONCE = 429;

export type RetryAfter429Options = {
  /** The answer with status 429. */
  refused: Response;
  /** When the request was first made, by `performance.now()`. */
  since: number;
  ask: () => Promise<Response>;
  signal?: AbortSignal | null;
};

export async function retryAfter429(
  options: RetryAfter429Options
): Promise<Response> {
  const { since, ask, signal } = options;
  let { refused: answer } = options;
  for (let time = 1; time <= MAX_TIMES; time++) {
    const wait = waitAfter(answer);
    if (performance.now() - since + wait > MAX_MS) {
      break;
    }
    await pause(wait, signal);
    answer = await ask();
    if (answer.status !== TOO_MUCH_AT_ONCE) {
      break;
    }
  }
  return answer;
}

/** Up to half as long again, so that requests refused together do not return together. */
function waitAfter({ headers }: Response): number {
  const seconds = Number(headers.get('Retry-After') ?? 1);
  // The header may also be a date, but the sidecar sends seconds.
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : 1000;
  return Math.max(waitMs, MIN_WAIT_MS) * (1 + Math.random() / 2);
}

/** A bare timer: an abort ends the pause, and Lumino's timers do not support signals. */
function pause(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(new DOMException('The request was aborted.', 'AbortError'));
    };
    if (signal?.aborted) {
      stop();
    }
    signal?.addEventListener('abort', stop, { once: true });
  });
}
