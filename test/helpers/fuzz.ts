/**
 * How often a property is tried. Properties are in `test/unit/**` in files named
 * `*.property.test.ts`. `npm run fuzz` finds them by that name, runs them repeatedly with fresh
 * seeds and `OMNISCI_FUZZ_RUNS` runs each, and prints the `OMNISCI_FUZZ_SEED` of a failure.
 * Regressions are kept as `examples`.
 */
import fc from 'fast-check';

const seed = process.env['OMNISCI_FUZZ_SEED'];
if (seed) {
  fc.configureGlobal({ seed: Number(seed) });
}

/**
 * For fast-check's `numRuns`: few in `npm test`, many in `npm run fuzz`.
 *
 *     fc.assert(fc.property(fc.string(), text => …), { numRuns: runs(200) });
 */
export const runs = (quick: number): number =>
  Number(process.env['OMNISCI_FUZZ_RUNS'] ?? quick);
