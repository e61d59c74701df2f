/** Describes the spread of measured times in one line, for the closing note of an issue. */

export type Spread = { p50: number; p99: number; max: number };

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number =>
    Math.round(sorted[Math.ceil(share * sorted.length) - 1] ?? NaN);
  return { p50: at(0.5), p99: at(0.99), max: at(1) };
}

export function tell(what: string, values: readonly number[]): Spread {
  const spread = spreadOf(values);
  const { p50, p99, max } = spread;
  process.stdout.write(
    `${what}: p50 ${p50} ms, p99 ${p99} ms, most ${max} ms of ${values.length}\n`
  );
  return spread;
}
