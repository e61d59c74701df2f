/** One line of the table: ours, the baseline of the same run, and their ratio. Pure. */

export type Figure = {
  name: string;
  unit: 'ms' | 'MB' | 'µs';
  ours: number;
  baseline: number;
  /** The median of the rounds' ratios, which wander less than the times. */
  ratio: number;
  aim: number;
};

export type Round = { ours: number; baseline: number };

export function figureOf(
  about: Pick<Figure, 'name' | 'unit' | 'aim'>,
  rounds: Round[]
): Figure {
  return {
    ...about,
    ours: median(rounds.map(round => round.ours)),
    baseline: median(rounds.map(round => round.baseline)),
    ratio: median(rounds.map(round => round.ours / round.baseline))
  };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? NaN;
  const high = sorted[Math.floor(middle)] ?? NaN;
  return (low + high) / 2;
}
