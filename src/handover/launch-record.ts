/**
 * Remembers a launch until its workspace is open, so that a page that is reloaded before opens what
 * is missing, and nothing twice. Kept for one browser tab.
 */

const KEY = 'jupyterlab-omnisci:launch';

/** What is asked of the browser; `window` in the application. */
export type LaunchRecordOptions = {
  /** Kept for this tab, and across its reloads. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** Whether this page came by a reload, or by Back and Forward, and not by a link. */
  isRevisit: boolean;
};

export class LaunchRecord {
  constructor(private readonly _options: LaunchRecordOptions) {
    const { storage, isRevisit } = _options;
    if (!isRevisit) {
      storage.removeItem(KEY);
    }
    const launch = storage.getItem(KEY);
    this.wasLaunched = launch !== null;
    this.isUnfinished = launch === 'begun';
  }

  /**
   * Whether this page launched before it was reloaded. If it asks for a launch all the same, it is
   * because `reset` pushes the link's address once more, without itself, a second after the launch.
   */
  readonly wasLaunched: boolean;

  /** Whether it was reloaded before the workspace was open. */
  readonly isUnfinished: boolean;

  begin(): void {
    this._options.storage.setItem(KEY, 'begun');
  }

  /** Call when the workspace is open, or cannot be opened. */
  end(): void {
    this._options.storage.setItem(KEY, 'ended');
  }
}

/** Whether the browser shows this page once more. */
export function isRevisit(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return (
    navigation instanceof PerformanceNavigationTiming &&
    navigation.type !== 'navigate'
  );
}
