/** Changes the address of the page without a history entry, so that a reload uses the new one. */
import { withoutParameters } from './url';

/**
 * Removes parameters from the query.
 *
 * @param pathname - the new path; by default, the current one.
 */
export function takeOutOfAddress(
  parameters: readonly string[],
  pathname = window.location.pathname
): void {
  const { search, hash } = window.location;
  window.history.replaceState(
    window.history.state,
    '',
    pathname + withoutParameters(search, ...parameters) + hash
  );
}
