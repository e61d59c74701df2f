/** Which URLs ask for a workspace, and what is left of them once it is there. Pure. */
import { LINK_PARAMETERS } from './names';

/**
 * Matches `omnisci` or `heavyai` as a whole parameter of the query, with or without a value. A second question
 * mark, or a hash, is part of someone else's value: `?next=/lab?omnisci` asks for nothing.
 */
export const HANDOVER_PATTERN = new RegExp(
  `^[^?#]*\\?(?:[^#]*&)?(?:${LINK_PARAMETERS.join('|')})(?:=[^&#]*)?(?=[&#]|$)`
);

/** @param search - a `location.search`, from `?` on, or the empty string. */
export const asksForWorkspace = (search: string): boolean =>
  HANDOVER_PATTERN.test(search);

/**
 * The search without the parameters of these names; every other one stays as it was written.
 * `URLSearchParams` would write them anew: `?a` would turn into `?a=`.
 */
export function withoutParameters(search: string, ...names: string[]): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter(parameter => !names.includes(parameter.split('=', 1)[0] ?? ''));
  return kept.join('&') === '' ? '' : `?${kept.join('&')}`;
}

/** @param search - as for {@link asksForWorkspace}. */
export const hasReset = (search: string): boolean =>
  withoutParameters(search, 'reset') !== search;
