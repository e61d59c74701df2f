/** The domain of a continuous scale, as Vega-Lite chooses it. */
import { scale as newScale } from 'vega-scale';
import type { SpecNode } from '../spec/spec-node';
import { dateTimeIn } from '../sql/date-time';
import type { Domains } from './domains';
import {
  type ContinuousType,
  continuousTypeIn,
  exponentIn,
  flagIn,
  type ScaledChannel
} from './scale-def';

export type ContinuousDomain = {
  type: ContinuousType;
  /** Two numbers; more if the spec gives them. */
  domain: number[];
  exponent: number | undefined;
};

/** Asks only if the spec does not give the domain. */
export async function continuousDomain(
  scaled: ScaledChannel,
  domains: Domains,
  defaults: { zero: boolean; nice: boolean }
): Promise<ContinuousDomain> {
  const { node, uses } = scaled;
  const type = continuousTypeIn(node);
  const exponent = exponentIn(node);
  const read = (key: string): number | undefined => {
    const end = node.get(key);
    return end.isAbsent ? undefined : valueIn(end, scaled);
  };
  const given = explicitDomain(scaled);
  if (given) {
    return { type, domain: requirePositive(given), exponent };
  }
  const found = (await domains.range(uses)) ?? [type === 'log' ? 1 : 0, 1];
  const [low, high] = [read('domainMin'), read('domainMax')];
  const isFree = low === undefined && high === undefined;
  const hasZero =
    type !== 'log' && flagIn(node.get('zero'), defaults.zero && isFree);
  const numbers = hasZero ? [...found, 0] : found;
  const domain = requirePositive([
    low ?? Math.min(...numbers),
    high ?? Math.max(...numbers)
  ]);
  const nice = node.get('nice');
  const count =
    typeof nice.value === 'number'
      ? nice.number()
      : flagIn(nice, defaults.nice && isFree)
        ? 10
        : null;
  return {
    type,
    domain: count === null ? domain : niced(domain, type, count),
    exponent
  };

  function requirePositive(domain: number[]): number[] {
    if (type === 'log' && domain.some(value => value <= 0)) {
      throw node
        .get('type')
        .error(
          'is "log", and the domain has 0 or less: give a domain above 0.'
        );
    }
    if (type === 'sqrt' && domain.some(value => value < 0)) {
      throw node
        .get('type')
        .error(
          'is "sqrt", and the domain has less than 0: give a domain from 0.'
        );
    }
    return domain;
  }
}

/** @returns `null` if the spec leaves the domain to the data. */
export function explicitDomain(scaled: ScaledChannel): number[] | null {
  const domain = scaled.node.get('domain');
  if (domain.isAbsent) {
    return null;
  }
  const values = domain.items().map(item => valueIn(item, scaled));
  if (values.length < 2) {
    throw domain.error('needs two values.');
  }
  return values;
}

function valueIn(node: SpecNode, { uses }: ScaledChannel): number {
  const isTime = uses.some(({ column }) => column.def.type === 'temporal');
  return isTime ? dateTimeIn(node).epoch : node.number();
}

const niced = (
  domain: number[],
  type: ContinuousType,
  count: number
): number[] => newScale(type)().domain(domain).nice(count).domain();
