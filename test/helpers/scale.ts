/** How often a trust test repeats itself: a few times in `npm test`, all of them in `npm run test:trust`. */

export const isFull = process.env['OMNISCI_TRUST'] === 'full';

export const times = (counts: { quick: number; full: number }): number =>
  isFull ? counts.full : counts.quick;

/**
 * A limit in ms for what is to take no longer than this. `npm run test:trust`, which has the machine
 * to itself, holds to it; in `npm test` it is ten times that, where it only tells work from a hang.
 */
export const limitMs = (promisedMs: number): number =>
  isFull ? promisedMs : 10 * promisedMs;

/** How long a trust test goes on; `OMNISCI_MINUTES` says otherwise. */
export const minutes = (counts: { quick: number; full: number }): number =>
  Number(process.env['OMNISCI_MINUTES'] ?? times(counts));
