/**
 * Requests the status from time to time while there is no connection, and at once when the user
 * returns to the page. Requests nothing while connected, hidden or offline.
 */
import type { IDisposable } from '@lumino/disposable';
import { Poll } from '@lumino/polling';
import { isOffline } from '../sidecar/network';
import type { SidecarErrorCode } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';

/** Milliseconds between two requests; the time grows while nothing changes. */
const FREQUENCY = { interval: 15_000, backoff: true, max: 60_000 };

/** Only the user or the administrator can end these. */
const NEEDS_SOMEBODY: ReadonlySet<SidecarErrorCode | 'connected'> = new Set([
  'sign_in_needed',
  'sign_in_refused',
  'connection_unknown',
  'connection_forbidden'
] as const);

export type StatusPollOptions = {
  connection: Pick<IConnection, 'status' | 'refresh'>;
  /** JupyterLab's window and document. */
  window: Pick<Window, 'addEventListener' | 'removeEventListener'>;
  document: Pick<
    Document,
    'addEventListener' | 'removeEventListener' | 'visibilityState'
  >;
};

export class StatusPoll implements IDisposable {
  constructor(private readonly _options: StatusPollOptions) {
    this._poll = new Poll({
      name: 'jupyterlab-omnisci:connection-status',
      frequency: FREQUENCY,
      standby: () => !this._mayHeal || isOffline() || this._isHidden,
      factory: () => this._look()
    });
    const { window, document } = _options;
    window.addEventListener('focus', this._onReturn);
    document.addEventListener('visibilitychange', this._onReturn);
  }

  get isDisposed(): boolean {
    return this._poll.isDisposed;
  }

  dispose(): void {
    const { window, document } = this._options;
    window.removeEventListener('focus', this._onReturn);
    document.removeEventListener('visibilitychange', this._onReturn);
    this._poll.dispose();
  }

  /** Also false before the first request. */
  private get _isDown(): boolean {
    const { status } = this._options.connection;
    return status !== null && status.state !== 'connected';
  }

  private get _mayHeal(): boolean {
    const { status } = this._options.connection;
    return this._isDown && !NEEDS_SOMEBODY.has(status?.state ?? 'connected');
  }

  private get _isHidden(): boolean {
    return this._options.document.visibilityState === 'hidden';
  }

  /** Rejects while there is no connection, so that the poll waits longer. */
  private async _look(): Promise<void> {
    const { state, message } = await this._options.connection.refresh();
    if (state !== 'connected') {
      throw new Error(message);
    }
  }

  private readonly _onReturn = (): void => {
    if (this._isDown && !this._isHidden) {
      void this._options.connection.refresh();
    }
  };

  private readonly _poll: Poll;
}
