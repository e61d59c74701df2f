/** Colors of scales: Vega's named schemes, and those of the spec. Pure. */
import { interpolateColors, scheme } from 'vega-scale';
import type { SpecNode } from '../spec/spec-node';

const INTERPOLATORS = ['rgb', 'hsl', 'lab', 'hcl'] as const;

/** The colors at some parts of a scale, or for a number of categories. */
export type Colors = {
  at(parts: readonly number[]): string[];
  /** One for each category; they repeat if there are too few. */
  of(count: number): string[];
};

/**
 * The `range` or the `scheme` of a scale.
 *
 * @param instead - The name of Vega-Lite's default scheme.
 */
export function colorsIn(node: SpecNode, instead: string): Colors {
  const range = node.get('range');
  if (range.isArray) {
    const colors = range.items().map(item => item.string());
    return listed(colors, interpolateColors(colors, interpolatorIn(node)));
  }
  // Vega-Lite's names of its defaults.
  if (!range.isAbsent) {
    range.oneOf(['ramp', 'heatmap', 'category', 'ordinal']);
  }
  return schemeIn(node.get('scheme'), instead);
}

function schemeIn(node: SpecNode, instead: string): Colors {
  if (node.isObject) {
    node.allowOnly(['name', 'count', 'extent']);
  }
  const nameNode = node.isObject ? node.get('name') : node;
  const name = nameNode.isAbsent ? instead : nameNode.string();
  const colors = scheme(name);
  if (!colors) {
    throw nameNode.error(`is "${name}", which is no color scheme of Vega.`);
  }
  if (typeof colors !== 'function') {
    return listed(colors, interpolateColors(colors));
  }
  const extent = node.get('extent');
  const [low = 0, high = 1] = extent.isAbsent ? [] : extent.numbers();
  const color = (at: number): string => hex(colors(low + at * (high - low)));
  return {
    at: parts => parts.map(color),
    of: count => spread(count).map(color)
  };
}

const listed = (
  colors: readonly string[],
  interpolate: (at: number) => string
): Colors => ({
  at: parts => parts.map(at => hex(interpolate(at))),
  of: count =>
    Array.from(
      { length: count },
      (_, index) => colors[index % colors.length] ?? ''
    )
});

function interpolatorIn(node: SpecNode): string {
  const interpolate = node.get('interpolate');
  // Vega-Lite's default is hcl, which gives white a hue. The database's own is rgb.
  return interpolate.isAbsent ? 'rgb' : interpolate.oneOf(INTERPOLATORS);
}

/** Evenly from 0 to 1. */
const spread = (count: number): number[] =>
  Array.from({ length: count }, (_, index) =>
    count === 1 ? 0.5 : index / (count - 1)
  );

/** `rgb(1, 2, 3)`, which interpolation returns, as `#010203`. */
export function hex(color: string): string {
  const numbers = /^rgb\((\d+), ?(\d+), ?(\d+)\)$/.exec(color)?.slice(1);
  return numbers
    ? `#${numbers.map(each => Number(each).toString(16).padStart(2, '0')).join('')}`
    : color;
}
