/**
 * Tells a link from what JupyterLab's `reset` leaves of it: a second after a launch, `reset`
 * pushes the link's address once more, without itself. A reload in that moment would launch again.
 */

import { withoutParameters } from './url';

const KEY = 'jupyterlab-omnisci:launched-with-reset';

/** The longest that `reset` takes to push; it needs about a second. */
const PENDING_MS = 15_000;

/** What is asked of the browser; `window` in the application. */
export type ResetLeftoverOptions = {
  /** Kept for this tab, and across its reloads. */
  storage: Pick<Storage, 'getItem' | 'setItem'>;
  /** Whether this page came by a reload, or by Back and Forward, and not by a link. */
  isRevisit: boolean;
  /** Milliseconds since 1970. */
  now: () => number;
};

export class ResetLeftover {
  constructor(private readonly _options: ResetLeftoverOptions) {}

  /** Whether an address with this search is such a leftover, at the first routing of a page. */
  isLeftover(search: string): boolean {
    const { storage, isRevisit, now } = this._options;
    const launched = Number(storage.getItem(KEY) ?? 0);
    return isRevisit && !hasReset(search) && now() - launched < PENDING_MS;
  }

  /** Called at a launch, with the search that asked for it. */
  expect(search: string): void {
    if (hasReset(search)) {
      this._options.storage.setItem(KEY, String(this._options.now()));
    }
  }
}

const hasReset = (search: string): boolean =>
  withoutParameters(search, 'reset') !== search;

/** Whether the browser shows this page once more. */
export function isRevisit(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return (
    navigation instanceof PerformanceNavigationTiming &&
    navigation.type !== 'navigate'
  );
}
