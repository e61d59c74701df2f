/** A scale in Vega 5. */
import { pathOfShape, type ShapeName } from '../spec/shapes';
import type { Vega5Scale } from '../vega5-spec';
import { QUANTITATIVE, type Scale } from './scale';

export function vega5Scale(scale: Scale): Vega5Scale {
  const { name, type, kind } = scale;
  const range =
    kind === 'shape'
      ? scale.range.map(shape => pathOfShape(shape as ShapeName))
      : [...scale.range];
  const domain = [...scale.domain];
  if (!QUANTITATIVE.has(type)) {
    return type === 'quantize'
      ? { name, type, domain, range, zero: false, nice: false }
      : { name, type, domain, range };
  }
  return {
    name,
    type,
    ...paired(domain, range),
    zero: false,
    nice: false,
    clamp: scale.clamp,
    ...(type === 'pow' && { exponent: scale.exponent }),
    ...(scale.interpolate && { interpolate: scale.interpolate })
  };
}

/** As many values in the domain as in the range, and at least two: the rest is not used. */
function paired<D, R>(domain: D[], range: R[]): { domain: D[]; range: R[] } {
  const length = Math.min(domain.length, range.length);
  return length === 1
    ? { domain: twice(domain), range: twice(range) }
    : { domain: domain.slice(0, length), range: range.slice(0, length) };
}

const twice = <T>([first]: T[]): T[] => [first as T, first as T];
