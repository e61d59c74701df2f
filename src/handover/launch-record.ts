/**
 * Remembers a launch until its workspace is open. If the page is reloaded earlier, it opens what is
 * missing, and nothing twice. Stored for one browser tab.
 */

const KEY = 'jupyterlab-omnisci:launch';

/** The used parts of the browser; `window` in the application. */
export type LaunchRecordOptions = {
  /** Storage of this tab that survives reloads. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  /** True if this page was opened by a reload, Back or Forward, and not by a link. */
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
   * True if this page launched before it was reloaded. It may ask for a launch again, because
   * `reset` pushes the link's address, without `reset`, a second after the launch.
   */
  readonly wasLaunched: boolean;

  /** True if it was reloaded before the workspace was open. */
  readonly isUnfinished: boolean;

  begin(): void {
    this._options.storage.setItem(KEY, 'begun');
  }

  /** Call when the workspace is open, or cannot be opened. */
  end(): void {
    this._options.storage.setItem(KEY, 'ended');
  }
}

/** True if the browser shows this page again. */
export function isRevisit(): boolean {
  const [navigation] = performance.getEntriesByType('navigation');
  return (
    navigation instanceof PerformanceNavigationTiming &&
    navigation.type !== 'navigate'
  );
}
