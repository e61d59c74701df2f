/** Changes the address of the page without a history entry: Back and a reload ask for the new one. */
import { withoutParameters } from './url';

/**
 * Takes parameters out of the query.
 *
 * @param pathname - the path from now on; by default it stays.
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
