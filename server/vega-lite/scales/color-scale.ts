/** The scale of colors: of numbers, of classes of numbers, or of categories. */
import { isContinuous } from '../view/fields';
import { colorsIn } from './colors';
import { continuousDomain, explicitDomain } from './continuous-domain';
import { discreteDomain } from './discrete-domain';
import type { Domains } from './domains';
import { type DialectScale, flagIn, type ScaledChannel } from './scale-def';
import { PARTS, stopsOf } from './stops';

/** Of rows without a value, and of categories beyond the most frequent ones. */
const GREY = '#cccccc';
/** More categories than anyone tells apart. */
const MAX_CATEGORIES = 20;
/** Vega-Lite's `config.scale.quantizeCount`. */
const CLASSES = 4;

export async function colorScale(
  scaled: ScaledChannel,
  domains: Domains
): Promise<DialectScale> {
  const { node, uses } = scaled;
  node.allowOnlyIfThere([
    ...['type', 'domain', 'domainMin', 'domainMax', 'domainMid', 'range'],
    ...['scheme', 'interpolate', 'reverse', 'zero', 'nice', 'clamp', 'exponent']
  ]);
  const isDiscrete = uses.some(({ column }) => !isContinuous(column.def));
  const type = node.get('type').value;
  if (isDiscrete || type === 'ordinal') {
    return await categories(scaled, domains);
  }
  if (type === 'quantize' || type === 'threshold') {
    return await classes(scaled, type, domains);
  }
  return await gradient(scaled, domains);
}

async function gradient(
  scaled: ScaledChannel,
  domains: Domains
): Promise<DialectScale> {
  const { channel, node } = scaled;
  const { type, domain, exponent } = await continuousDomain(scaled, domains, {
    zero: false,
    nice: false
  });
  const range = node.get('range');
  const isReversed = flagIn(node.get('reverse'), false);
  const middle = node.get('domainMid');
  const clamp = node.get('clamp');
  const common = {
    name: channel,
    type,
    ...(exponent === undefined ? {} : { exponent }),
    // Beyond the ends the database would go on with impossible colors.
    clamp: clamp.isAbsent ? true : clamp.boolean()
  };
  if (range.isArray && domain.length > 2) {
    const colors = range.items().map(item => item.string());
    if (colors.length !== domain.length) {
      throw range.error('needs as many colors as the domain has values.');
    }
    return { ...common, domain, range: isReversed ? colors.reverse() : colors };
  }
  const [low = 0, high = 1] = [domain[0], domain.at(-1)];
  const colors = colorsIn(node, defaultScheme(scaled)).at(PARTS);
  return {
    ...common,
    domain: stopsOf([low, high], type, {
      ...(exponent === undefined ? {} : { exponent }),
      ...(middle.isAbsent ? {} : { middle: middle.number() })
    }),
    range: isReversed ? colors.reverse() : colors
  };
}

async function classes(
  scaled: ScaledChannel,
  type: 'quantize' | 'threshold',
  domains: Domains
): Promise<DialectScale> {
  const { channel, node, uses } = scaled;
  const isThreshold = type === 'threshold';
  const domain =
    explicitDomain(scaled) ??
    (isThreshold ? null : ((await domains.range(uses)) ?? [0, 1]));
  if (!domain) {
    throw node.get('domain').error('is missing: a threshold scale needs it.');
  }
  const count = node.get('scheme').get('count');
  const range = node.get('range');
  const number = isThreshold
    ? domain.length + 1
    : count.isAbsent
      ? range.isArray
        ? range.items().length
        : CLASSES
      : count.number();
  const scheme = colorsIn(node, defaultScheme(scaled));
  const parts = Array.from(
    { length: number },
    (_, index) => index / Math.max(1, number - 1)
  );
  const colors = range.isArray ? scheme.of(number) : scheme.at(parts);
  return {
    name: channel,
    type,
    domain,
    range: flagIn(node.get('reverse'), false) ? colors.reverse() : colors
  };
}

async function categories(
  scaled: ScaledChannel,
  domains: Domains
): Promise<DialectScale> {
  const { channel, node, uses } = scaled;
  const { values: domain } = await discreteDomain(
    scaled,
    domains,
    MAX_CATEGORIES
  );
  const isOrdinal = uses.some(({ column }) => column.def.type === 'ordinal');
  const colors = colorsIn(node, isOrdinal ? 'blues' : 'tableau10').of(
    domain.length
  );
  return {
    name: channel,
    type: 'ordinal',
    domain,
    range: flagIn(node.get('reverse'), false) ? colors.reverse() : colors,
    default: GREY,
    nullValue: GREY
  };
}

/** Vega-Lite's `ramp`, and its `heatmap` for areas. */
const defaultScheme = ({ uses }: ScaledChannel): string =>
  uses.some(({ unit: { mark } }) => ['rect', 'geoshape'].includes(mark.type))
    ? 'yellowgreenblue'
    : 'blues';
