/**
 * How often a trust test repeats itself: a few times in `npm test`, completely in `npm run
 * test:trust`.
 */

export const isFull = process.env['OMNISCI_TRUST'] === 'full';

export const times = (counts: { quick: number; full: number }): number =>
  isFull ? counts.full : counts.quick;

/**
 * A time limit in ms. `npm run test:trust`, which has the machine for itself, applies it exactly;
 * in `npm test` it is ten times as long and only detects a hang.
 */
export const limitMs = (promisedMs: number): number =>
  isFull ? promisedMs : 10 * promisedMs;

/** How long a trust test runs; `OMNISCI_MINUTES` overrides it. */
export const minutes = (counts: { quick: number; full: number }): number =>
  Number(process.env['OMNISCI_MINUTES'] ?? times(counts));
