/** Lets the browser handle keys and paint during a long computation. */

/** Short beside the time of a frame, 16 ms. */
const SLICE_MS = 6;

/**
 * Runs the steps of a computation to its end, and gives way to other tasks every few milliseconds.
 *
 * @returns what the steps return; rejects if a step throws.
 */
export async function inSlices<T>(steps: Iterator<void, T>): Promise<T> {
  let end = performance.now() + SLICE_MS;
  for (;;) {
    const step = steps.next();
    if (step.done) {
      return step.value;
    }
    if (performance.now() >= end) {
      await nextTask();
      end = performance.now() + SLICE_MS;
    }
  }
}

const nextTask = (): Promise<void> =>
  new Promise(resolve => setTimeout(resolve));
