/** Which figures of the bench hold their aims. Pure; `test/bench/figure.ts` has their type. */

/** The load average of one minute above which times tell little. */
export const MAX_LOAD = 1.5;

/** Undefined for a figure without an aim. A figure that could not be measured holds none. */
export function holdsAim({ aim, limit, ours, ratio }) {
  if (limit !== undefined) {
    return ours <= limit;
  }
  return aim ? ratio <= aim : undefined;
}

/** What the bench ends with, and whether all aims are held. */
export function verdictOn(figures) {
  const judged = figures.filter(figure => holdsAim(figure) !== undefined);
  const held = judged.filter(holdsAim);
  return {
    line: `${held.length} of ${judged.length} aims held`,
    isGood: held.length === judged.length
  };
}
