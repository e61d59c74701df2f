/** Recognizes the URLs that open a workspace, and removes their parameters. Pure. */
import { LINK_PARAMETERS } from './names';

/**
 * Matches `omnisci` or `heavyai` as a whole parameter of the query, with or without a value. A
 * second question mark, or a hash, belongs to another value: `?next=/lab?omnisci` does not match.
 */
export const HANDOVER_PATTERN = new RegExp(
  `^[^?#]*\\?(?:[^#]*&)?(?:${LINK_PARAMETERS.join('|')})(?:=[^&#]*)?(?=[&#]|$)`
);

/** @param search - a `location.search`, from `?` on, or the empty string. */
export const asksForWorkspace = (search: string): boolean =>
  HANDOVER_PATTERN.test(search);

/**
 * Removes the parameters with these names; all others stay as written. `URLSearchParams` would
 * rewrite them: `?a` would become `?a=`.
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
