/** Remembers what a connection in trouble stopped, and does it again once the connection is back. */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ConnectionStatus } from '../tokens';
import type { SidecarError } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';
import type { Execution } from './execution';
import type { StatementRun } from './statement-run';

/** What the connection did wrong, and how what it stopped is done again. */
export type Trouble = {
  error: SidecarError;
  /** Whose it is: an older one than the editor's, where more rows of an older result were asked for. */
  connection: IConnection;
  /** What was stopped; see {@link Recovery.forget}. */
  subject: object;
  /** True where it only reads and is known not to have run, so that nobody need be asked. */
  isSafe: boolean;
  retry: () => Promise<void>;
};

/** How the connection was last seen, since it stopped something. */
type Phase =
  /** Not looked at yet, or connected without having been seen down. */
  | 'stopped'
  /** In trouble itself. */
  | 'down'
  /** Connected after it was down; the user decides what is done again. */
  | 'back';

export class Recovery implements IDisposable {
  constructor(
    /** The editor's own. */
    private readonly _current: () => IConnection
  ) {}

  get trouble(): Trouble | null {
    return this._stopped?.trouble ?? null;
  }

  /** True once the connection is back, where something is left that only the user may do again. */
  get isConnected(): boolean {
    return this._stopped?.phase === 'back';
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /**
   * Takes note of what was stopped, and has everybody else told of it. An error that is not the
   * connection's, or none, is nothing to take note of.
   */
  take(stopped: {
    error: SidecarError | null;
    connection: IConnection;
    subject: object;
    /** Whether all that would be done again only reads. */
    onlyReads: boolean;
    retry: () => Promise<void>;
  }): void {
    const { error, connection, subject, onlyReads, retry } = stopped;
    if (!error?.isConnectionTrouble || this._isDisposed) {
      return;
    }
    const isSafe = onlyReads && !error.isAnswerLost;
    const trouble = { error, connection, subject, isSafe, retry };
    this._set({ trouble, phase: 'stopped' });
    // The status may be "connected" already, after a moment's failure. Then the user decides: a
    // permanent failure would loop.
    void connection.refresh();
  }

  /** Asks for other rows of a result, and takes note of what stopped that. Never rejects. */
  async askFor(
    subject: Pick<StatementRun, 'connection'>,
    ask: () => Promise<SidecarError | null>
  ): Promise<void> {
    const { connection } = subject;
    this.forget(subject);
    const error = await ask();
    const retry = (): Promise<void> => this.askFor(subject, ask);
    this.take({ error, connection, subject, onlyReads: true, retry });
  }

  /** Takes note of what stopped a Run, if anything did. */
  takeFrom(execution: Execution, retry: () => Promise<void>): void {
    const {
      trouble: error,
      onlyReadsAreLeft: onlyReads,
      connection
    } = execution;
    this.take({ error, connection, subject: execution, onlyReads, retry });
  }

  /**
   * There is nothing to be done again any more.
   * @param subject - forget it only where this was stopped; by default whatever was.
   */
  forget(subject?: object): void {
    if (!subject || subject === this.trouble?.subject) {
      this._set(null);
    }
  }

  /** Reads the session again and, once connected, does what could not be done. Never rejects. */
  async retry(): Promise<void> {
    const current = this._current();
    const connection = this.trouble?.connection ?? current;
    if (current !== connection) {
      void current.refresh();
    }
    const { state } = await connection.refresh();
    if (state === 'connected') {
      await this._redo();
    }
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    this._isDisposed = true;
    this._follow(null);
    Signal.clearData(this);
  }

  private _onStatusChanged(_: IConnection, { state }: ConnectionStatus): void {
    if (!this._stopped) {
      return;
    }
    const { trouble, phase } = this._stopped;
    if (state !== 'connected') {
      this._set({ trouble, phase: 'down' });
    } else if (phase === 'down' && trouble.isSafe) {
      void this._redo();
    } else if (phase === 'down') {
      this._set({ trouble, phase: 'back' });
    }
  }

  private async _redo(): Promise<void> {
    const { trouble } = this;
    this._set(null);
    await trouble?.retry();
  }

  private _set(stopped: { trouble: Trouble; phase: Phase } | null): void {
    this._follow(stopped?.trouble.connection ?? null);
    this._stopped = stopped;
    this._changed.emit();
  }

  private _follow(connection: IConnection | null): void {
    const { _onStatusChanged } = this;
    this.trouble?.connection.statusChanged.disconnect(_onStatusChanged, this);
    connection?.statusChanged.connect(_onStatusChanged, this);
  }

  /** One value for what was stopped and the phase: neither outlives the other. */
  private _stopped: { trouble: Trouble; phase: Phase } | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}
