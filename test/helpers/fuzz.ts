/**
 * How often a property is tried. Properties live in `test/unit/**` in files of their own, named
 * `*.property.test.ts`: `npm run fuzz` finds them by that name, and runs them over and over with
 * fresh seeds and `OMNISCI_FUZZ_RUNS` runs each. Regressions are kept as `examples`.
 */

/**
 * For fast-check's `numRuns`: few in `npm test`, many in `npm run fuzz`.
 *
 *     fc.assert(fc.property(fc.string(), text => …), { numRuns: runs(200) });
 */
export const runs = (quick: number): number =>
  Number(process.env['OMNISCI_FUZZ_RUNS'] ?? quick);
