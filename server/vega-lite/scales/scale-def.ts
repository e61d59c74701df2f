/** A scale of HeavyDB's Vega, and the part of Vega-Lite's that becomes one. Pure. */
import type { SpecNode } from '../spec/spec-node';
import type { Channel } from '../view/fields';
import type { Use } from './domains';

/** As it stands in `scales`. */
export type DialectScale = {
  name: string;
  type: string;
  domain: readonly (string | number | boolean)[];
  range: 'width' | 'height' | readonly (string | number)[];
  clamp?: boolean;
  exponent?: number;
  /** For a category that the domain lacks. */
  default?: string | number;
  /** For a row without a value. */
  nullValue?: string | number;
};

/** A channel with everything that is drawn on it. */
export type ScaledChannel = {
  channel: Channel;
  uses: readonly Use[];
  /** The first view that says something about the scale; layers share it. */
  node: SpecNode;
};

/** The `scale` of a channel: the first of its views that has one. */
export function scaledChannel(
  channel: Channel,
  uses: readonly Use[]
): ScaledChannel {
  const nodes = uses.map(({ column }) => column.def.node.get('scale'));
  const node = nodes.find(each => !each.isAbsent) ?? nodes[0];
  if (!node) {
    throw new RangeError(`${channel} has no use.`);
  }
  if (node.value === null) {
    throw node.error('is null: the database needs a scale.');
  }
  return { channel, uses, node };
}

export type ContinuousType = 'linear' | 'log' | 'pow' | 'sqrt';

/** @throws VegaLiteError for a scale that the database does not have. */
export function continuousTypeIn(node: SpecNode): ContinuousType {
  const type = node.get('type');
  if (
    type.isAbsent ||
    ['time', 'utc', 'sequential'].includes(String(type.value))
  ) {
    return 'linear';
  }
  return type.oneOf(['linear', 'log', 'pow', 'sqrt']);
}

export const exponentIn = (node: SpecNode): number | undefined =>
  node.get('exponent').isAbsent ? undefined : node.get('exponent').number();

export const flagIn = (node: SpecNode, instead: boolean): boolean =>
  node.isAbsent || node.value === null ? instead : node.boolean();
