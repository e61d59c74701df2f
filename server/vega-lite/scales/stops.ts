/** Points along a continuous scale, by which HeavyDB's scales follow a curve piece by piece. Pure. */
import type { ContinuousType } from './scale-def';

/** Enough for the eye, and few for the database. */
const COUNT = 11;

export const PARTS: readonly number[] = Array.from(
  { length: COUNT },
  (_, index) => index / (COUNT - 1)
);

/**
 * The value of the domain at each of {@link PARTS}: the scale is straight between two of them.
 *
 * @param middle - What stands in the middle, for diverging colors.
 */
export function stopsOf(
  [low, high]: readonly [number, number],
  type: ContinuousType,
  { exponent = 1, middle }: { exponent?: number; middle?: number } = {}
): number[] {
  const { there, back } = CURVES[type](exponent);
  return PARTS.map(part => {
    const [from, to, at] =
      middle === undefined
        ? [low, high, part]
        : part <= 0.5
          ? [low, middle, part * 2]
          : [middle, high, part * 2 - 1];
    // The ends exactly, as nothing else tells them from what is outside.
    return at === 0
      ? from
      : at === 1
        ? to
        : back(there(from) + at * (there(to) - there(from)));
  });
}

type Curve = (
  exponent: number
) => Record<'there' | 'back', (value: number) => number>;

const CURVES: Record<ContinuousType, Curve> = {
  linear: () => ({ there: value => value, back: value => value }),
  log: () => ({ there: Math.log, back: Math.exp }),
  sqrt: () => ({ there: Math.sqrt, back: value => value ** 2 }),
  pow: exponent => ({
    there: value => value ** exponent,
    back: value => value ** (1 / exponent)
  })
};
