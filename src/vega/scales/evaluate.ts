/** What a scale gives for a number, where that is needed before Vega runs: for vertices. */
import { QUANTITATIVE, type Scale } from './scale';

/** The scale as a function; `null` if it is none of numbers to numbers. */
export function evaluator(scale: Scale): ((value: number) => number) | null {
  if (!QUANTITATIVE.has(scale.type) || scale.kind !== 'number') {
    return null;
  }
  const transform = transformOf(scale);
  const domain = (scale.domain as number[]).map(transform);
  const range = scale.range as number[];
  const last = Math.min(domain.length, range.length) - 1;
  return input => {
    const value = transform(input);
    let upper = 1;
    while (upper < last && value > (domain[upper] ?? 0)) {
      upper++;
    }
    const low = domain[upper - 1] ?? 0;
    const high = domain[Math.min(upper, last)] ?? low;
    const part = high === low ? 0.5 : (value - low) / (high - low);
    const from = range[upper - 1] ?? 0;
    const to = range[Math.min(upper, last)] ?? from;
    return from + (to - from) * (scale.clamp ? clamped(part) : part);
  };
}

const clamped = (part: number): number => Math.min(1, Math.max(0, part));

function transformOf({ type, exponent }: Scale): (value: number) => number {
  switch (type) {
    case 'log':
      return Math.log;
    case 'sqrt':
      return Math.sqrt;
    case 'pow':
      return value => value ** exponent;
    default:
      return value => value;
  }
}
