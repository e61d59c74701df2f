/** How fast a value grows, by least squares. Pure. */

export type Sample = { atMs: number; value: number };

const HOUR_MS = 3_600_000;

/** Per hour; NaN of fewer than two samples, or where all are of one moment. */
export function slopePerHour(samples: readonly Sample[]): number {
  const atMs = mean(samples.map(sample => sample.atMs));
  const value = mean(samples.map(sample => sample.value));
  let above = 0;
  let below = 0;
  for (const sample of samples) {
    above += (sample.atMs - atMs) * (sample.value - value);
    below += (sample.atMs - atMs) ** 2;
  }
  return (above / below) * HOUR_MS;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
