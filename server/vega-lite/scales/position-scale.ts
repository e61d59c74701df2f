/** Scales of x and y: numbers and times along a line, or categories in bands. */
import type { SpecNode } from '../spec/spec-node';
import { isContinuous } from '../view/fields';
import { isMeasure } from '../view/mark';
import { discreteDomain } from './discrete-domain';
import { continuousDomain } from './continuous-domain';
import type { Domains } from './domains';
import { type DialectScale, flagIn, type ScaledChannel } from './scale-def';

/** HeavyDB's own limit for the domain of a scale. */
const MAX_BANDS = 1000;

export type PositionScale = {
  scale: DialectScale;
  /** Pixels of a band; `null` for a continuous scale. */
  bandwidth: number | null;
  /** Pixels of the whole picture in this direction. */
  size: number;
};

/** Pixels: of a picture with numbers along this side, or of each category. */
export type Side = { size: number | null; step: number | null };

export async function positionScale(
  scaled: ScaledChannel,
  side: Side & { continuousSize: number; discreteStep: number },
  domains: Domains
): Promise<PositionScale> {
  const { channel, uses } = scaled;
  const isDiscrete = uses.some(({ column }) => !isContinuous(column.def));
  if (isDiscrete) {
    return await bands(scaled, side, domains);
  }
  if (side.step !== null) {
    throw scaled.node.error('is not in steps: it has no categories.');
  }
  const { node } = scaled;
  node.allowOnlyIfThere([
    ...['type', 'domain', 'domainMin', 'domainMax', 'range', 'reverse'],
    ...['zero', 'nice', 'clamp', 'exponent', 'round']
  ]);
  const size = side.size ?? side.continuousSize;
  const { type, domain, exponent } = await continuousDomain(scaled, domains, {
    zero: hasZero(scaled),
    nice: uses.every(({ column }) => isMeasure(column.def))
  });
  const clamp = node.get('clamp');
  return {
    scale: {
      name: channel,
      type,
      domain,
      range: rangeIn(scaled, { size, count: domain.length }),
      ...(clamp.isAbsent ? {} : { clamp: clamp.boolean() }),
      ...(exponent === undefined ? {} : { exponent })
    },
    bandwidth: null,
    size
  };
}

/** Vega-Lite's default: not along the axis on which a bar or a line goes on. */
function hasZero({ channel, uses }: ScaledChannel): boolean {
  return uses.some(({ unit: { mark, orient }, column }) => {
    const isAlong =
      (channel === 'x' && orient === 'vertical') ||
      (channel === 'y' && orient === 'horizontal');
    const goesOn = mark.type === 'bar' || mark.type === 'line';
    return isMeasure(column.def) && !(goesOn && isAlong);
  });
}

function rangeIn(
  { channel, node, uses }: ScaledChannel,
  { size, count }: { size: number; count: number }
): DialectScale['range'] {
  const range = node.get('range');
  const whole = channel === 'x' ? 'width' : 'height';
  const isDescending = uses.some(
    ({ column }) => column.def.node.get('sort').value === 'descending'
  );
  const isReversed = flagIn(node.get('reverse'), isDescending);
  if (range.isAbsent || range.value === whole) {
    return isReversed ? [size, 0] : count === 2 ? whole : evenly(count, size);
  }
  const numbers = range.numbers();
  // On a screen y counts from the top, in the database from the bottom.
  const pixels = channel === 'x' ? numbers : numbers.map(y => size - y);
  return isReversed ? pixels.reverse() : pixels;
}

const evenly = (count: number, size: number): number[] =>
  Array.from({ length: count }, (_, index) => (index * size) / (count - 1));

/** Bars and rectangles fill bands; all other marks stand in the middle of a step. */
async function bands(
  scaled: ScaledChannel,
  side: Side & { discreteStep: number },
  domains: Domains
): Promise<PositionScale> {
  const { channel, node, uses } = scaled;
  node.allowOnlyIfThere([
    ...['type', 'domain', 'reverse', 'padding', 'paddingInner', 'paddingOuter'],
    ...['round', 'zero', 'nice']
  ]);
  const type = node.get('type');
  if (!type.isAbsent) {
    type.oneOf(['band', 'point', 'ordinal']);
  }
  const { values: domain, isCut } = await discreteDomain(
    scaled,
    domains,
    MAX_BANDS
  );
  if (isCut || domain.length > MAX_BANDS) {
    throw (uses[0]?.column.def.node ?? node).error(
      `has more than ${MAX_BANDS} categories, which is the most that the database draws.`
    );
  }
  const isBand = uses.some(({ unit }) => unit.mark.isRectangle);
  const isBar = uses.some(({ unit }) => unit.mark.type === 'bar');
  const padding = numberIn(node.get('padding'));
  const inner = isBand
    ? (numberIn(node.get('paddingInner')) ?? padding ?? (isBar ? 0.1 : 0))
    : 1;
  const outer =
    numberIn(node.get('paddingOuter')) ?? padding ?? (isBand ? inner / 2 : 0.5);
  const steps = Math.max(1, domain.length - inner + 2 * outer);
  const size = side.size ?? Math.ceil((side.step ?? side.discreteStep) * steps);
  const step = size / steps;
  const bandwidth = step * (1 - inner);
  const centres = domain.map(
    (_, index) => step * (outer + index) + bandwidth / 2
  );
  const isUp = channel === 'y';
  const isReversed = flagIn(node.get('reverse'), false);
  return {
    scale: {
      name: channel,
      type: 'ordinal',
      domain,
      range: isUp === isReversed ? centres : centres.map(at => size - at),
      // A row of another category stands outside the picture.
      default: -1e6
    },
    bandwidth: isBand ? bandwidth : step,
    size
  };
}

const numberIn = (node: SpecNode): number | undefined =>
  node.isAbsent ? undefined : node.number();
