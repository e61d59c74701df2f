/** One line of the table: ours, the baseline of the same run, and their ratio. Pure. */

export type Figure = {
  name: string;
  unit: 'ms' | 'MB' | 'µs' | 'kB';
  ours: number;
  baseline: number;
  /** The median of the rounds' ratios, which wander less than the times. */
  ratio: number;
  /** The most that the ratio is to be; 0 where nothing is aimed at. */
  aim: number;
  /** The most that ours is to be, where there is no baseline. */
  limit?: number;
};

type About = Pick<Figure, 'name' | 'unit'> & { aim?: number; limit?: number };

export type Round = { ours: number; baseline: number };

export function figureOf(about: About, rounds: Round[]): Figure {
  return {
    aim: 0,
    ...about,
    ours: median(rounds.map(round => round.ours)),
    baseline: median(rounds.map(round => round.baseline)),
    ratio: median(rounds.map(round => round.ours / round.baseline))
  };
}

/** Of what has no baseline. */
export const figureAlone = (about: About, values: number[]): Figure =>
  figureOf(
    about,
    values.map(ours => ({ ours, baseline: NaN }))
  );

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? NaN;
  const high = sorted[Math.floor(middle)] ?? NaN;
  return (low + high) / 2;
}
