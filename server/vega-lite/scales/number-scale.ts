/** The scales of size and opacity. */
import { isContinuous } from '../view/fields';
import { isMeasure } from '../view/mark';
import { continuousDomain } from './continuous-domain';
import { discreteDomain } from './discrete-domain';
import type { Domains } from './domains';
import { type DialectScale, flagIn, type ScaledChannel } from './scale-def';
import { PARTS, stopsOf } from './stops';

/** Vega-Lite's defaults: areas in square pixels, and opacities. */
const DEFAULTS = {
  size: { range: [9, 361], zero: true },
  opacity: { range: [0.3, 0.8], zero: false }
} as const;

const MAX_CATEGORIES = 1000;

export async function numberScale(
  scaled: ScaledChannel & { channel: 'size' | 'opacity' },
  domains: Domains
): Promise<DialectScale> {
  const { channel, node, uses } = scaled;
  node.allowOnlyIfThere([
    ...['type', 'domain', 'domainMin', 'domainMax', 'range', 'rangeMin'],
    ...['rangeMax', 'reverse', 'zero', 'nice', 'clamp', 'exponent']
  ]);
  if (uses.some(({ column }) => !isContinuous(column.def))) {
    const { values: domain } = await discreteDomain(
      scaled,
      domains,
      MAX_CATEGORIES
    );
    const [low, high] = rangeIn(scaled, false);
    const range = domain.map(
      (_, index) =>
        low + (high - low) * (index / Math.max(1, domain.length - 1))
    );
    return {
      name: channel,
      type: 'ordinal',
      domain,
      range: range.map(value => drawn(channel, value)),
      default: 0,
      nullValue: 0
    };
  }
  const { type, domain, exponent } = await continuousDomain(scaled, domains, {
    zero:
      DEFAULTS[channel].zero &&
      uses.every(({ column }) => isMeasure(column.def)),
    nice: false
  });
  const [start = 0, end = 1] = [domain[0], domain.at(-1)];
  const [low, high] = rangeIn(scaled, start === 0);
  const clamp = node.get('clamp');
  const common = {
    name: channel,
    ...(clamp.isAbsent ? {} : { clamp: clamp.boolean() })
  };
  if (channel === 'size' && type === 'linear' && start === 0 && low === 0) {
    return {
      ...common,
      type: 'sqrt',
      domain: [0, end],
      range: [0, Math.sqrt(high)]
    };
  }
  if (channel === 'opacity') {
    return {
      ...common,
      type,
      domain: [start, end],
      range: [low, high],
      ...(exponent === undefined ? {} : { exponent })
    };
  }
  return {
    ...common,
    type,
    domain: stopsOf(
      [start, end],
      type,
      exponent === undefined ? {} : { exponent }
    ),
    range: PARTS.map(part => Math.sqrt(low + part * (high - low))),
    ...(exponent === undefined ? {} : { exponent })
  };
}

/** Vega-Lite's size is an area; the database's is a width. */
export const drawn = (channel: 'size' | 'opacity', value: number): number =>
  channel === 'size' ? Math.sqrt(value) : value;

function rangeIn(
  { channel, node }: ScaledChannel & { channel: 'size' | 'opacity' },
  beginsAtZero: boolean
): [number, number] {
  const range = node.get('range');
  const [first, last] = DEFAULTS[channel].range;
  const whole = range.isAbsent
    ? [channel === 'size' && beginsAtZero ? 0 : first, last]
    : range.numbers();
  const [low, high] = [whole[0], whole.at(-1)];
  if (low === undefined || high === undefined || whole.length !== 2) {
    throw range.error('needs two numbers.');
  }
  const ends: [number, number] = [
    node.get('rangeMin').isAbsent ? low : node.get('rangeMin').number(),
    node.get('rangeMax').isAbsent ? high : node.get('rangeMax').number()
  ];
  return flagIn(node.get('reverse'), false) ? [ends[1], ends[0]] : ends;
}
