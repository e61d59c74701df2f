/** The channels of an encoding: which column or value each gives. Pure. */
import { aggregateIn } from '../sql/aggregates';
import type { SpecNode } from '../spec/spec-node';
import type { SqlValue } from '../sql/sql-text';
import { type TimeUnit, timeUnitIn } from '../sql/time-units';

/** Drawn with a scale, or projected. */
export const CHANNELS = [
  'x',
  'y',
  'x2',
  'y2',
  'longitude',
  'latitude',
  'color',
  'opacity',
  'size'
] as const;

export type Channel = (typeof CHANNELS)[number];

const TYPES = ['quantitative', 'temporal', 'ordinal', 'nominal'] as const;

export type FieldType = (typeof TYPES)[number];

/** For a reader of axes and legends, which the picture does not have. */
const WITHOUT_EFFECT = ['title', 'axis', 'legend', 'format', 'formatType'];

export type FieldDef = {
  kind: 'field';
  node: SpecNode;
  /** `null` for `count`, and for a datum. */
  field: string | null;
  datum: SqlValue | undefined;
  type: FieldType;
  aggregate: string | null;
  timeUnit: TimeUnit | null;
  /** `true` or an object; `null` for none. */
  bin: SpecNode | null;
};

export type ValueDef = { kind: 'value'; node: SpecNode; value: SpecNode };

export type ChannelDef = FieldDef | ValueDef;

/** @throws VegaLiteError for a channel that is not drawn. */
export function channelIn(node: SpecNode, channel: string): ChannelDef {
  node.allowOnly([
    ...['field', 'datum', 'value', 'type', 'aggregate', 'bin', 'timeUnit'],
    ...['scale', 'sort', 'stack'],
    ...WITHOUT_EFFECT
  ]);
  const value = node.get('value');
  return value.isAbsent
    ? fieldIn(node, channel)
    : { kind: 'value', node, value };
}

/** The same for channels without a scale, such as `tooltip`, `detail` and `order`. */
export function fieldIn(node: SpecNode, channel: string): FieldDef {
  const read = <T>(key: string, as: (node: SpecNode) => T): T | null =>
    node.get(key).isAbsent || node.get(key).value === null
      ? null
      : as(node.get(key));
  const aggregate = read('aggregate', aggregateIn);
  const timeUnit = read('timeUnit', timeUnitIn);
  const bin = read('bin', each => (each.value === false ? null : each));
  const datum = node.get('datum');
  if (
    !['undefined', 'string', 'number', 'boolean'].includes(typeof datum.value)
  ) {
    throw datum.error('is not a number or a text.');
  }
  const field = read('field', each => each.string());
  if (field === null && datum.isAbsent && aggregate !== 'count') {
    throw node.error('has neither a field nor a value.');
  }
  return {
    kind: 'field',
    node,
    field,
    datum: datum.value as SqlValue | undefined,
    type: typeIn(node.get('type'), {
      channel,
      aggregate,
      timeUnit,
      bin,
      datum
    }),
    aggregate,
    timeUnit,
    bin
  };
}

/** Vega-Lite's default is by what is done to the field, and by the channel. */
function typeIn(
  node: SpecNode,
  by: Pick<FieldDef, 'aggregate' | 'timeUnit' | 'bin'> & {
    channel: string;
    datum: SpecNode;
  }
): FieldType {
  if (!node.isAbsent) {
    return node.oneOf(TYPES);
  }
  if (by.timeUnit) {
    return 'temporal';
  }
  const isNumber =
    by.aggregate ||
    by.bin ||
    typeof by.datum.value === 'number' ||
    ['longitude', 'latitude', 'x2', 'y2'].includes(by.channel);
  return isNumber ? 'quantitative' : 'nominal';
}

/** True for numbers and times; false for categories. */
export const isContinuous = ({ type }: FieldDef): boolean =>
  type === 'quantitative' || type === 'temporal';
