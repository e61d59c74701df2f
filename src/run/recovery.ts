/** Remembers what a connection error stopped, and repeats it once the connection is back. */
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { ConnectionStatus } from '../tokens';
import type { SidecarError } from '../sidecar/sidecar-error';
import type { IConnection } from '../tokens';
import type { Execution } from './execution/execution';
import type { StatementRun } from './execution/statement-run';

/** What a connection error stopped, and how to repeat it. */
export type StoppedWork = {
  error: SidecarError;
  /** Its connection. It may be an older one than the editor's, for more rows of an older result. */
  connection: IConnection;
  /** What was stopped; see {@link Recovery.forget}. */
  subject: object;
  /** True if it only reads and is known not to have run, so it is repeated without a question. */
  isSafe: boolean;
  retry: () => Promise<void>;
};

/** The state of the connection since the error. */
type Phase =
  /** Not checked yet, or connected without having been seen down. */
  | 'stopped'
  /** The connection itself is down. */
  | 'down'
  /** Connected again after it was down; the user decides what to repeat. */
  | 'back';

export class Recovery implements IDisposable {
  constructor(
    /** The editor's connection. */
    private readonly _current: () => IConnection
  ) {}

  get stopped(): StoppedWork | null {
    return this._stopped?.work ?? null;
  }

  /** True once the connection is back and something is left that only the user may repeat. */
  get isConnected(): boolean {
    return this._stopped?.phase === 'back';
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /**
   * Remembers what was stopped, and notifies the listeners. Ignores errors that are not of the
   * connection.
   */
  take(stopped: {
    error: SidecarError | null;
    connection: IConnection;
    subject: object;
    /** Whether everything to repeat only reads. */
    onlyReads: boolean;
    retry: () => Promise<void>;
  }): void {
    const { error, connection, subject, onlyReads, retry } = stopped;
    if (!error?.isConnectionError || this._isDisposed) {
      return;
    }
    const isSafe = onlyReads && !error.isAnswerLost;
    const work = { error, connection, subject, isSafe, retry };
    this._set({ work, phase: 'stopped' });
    // The status may already be "connected" again after a short failure. Then the user decides: a
    // permanent failure would loop.
    void connection.refresh();
  }

  /** Requests other rows of a result, and remembers a connection error. Never rejects. */
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

  /** Remembers the connection error of a Run, if there was one. */
  takeFrom(execution: Execution, retry: () => Promise<void>): void {
    const {
      connectionError: error,
      onlyReadsAreLeft: onlyReads,
      connection
    } = execution;
    this.take({ error, connection, subject: execution, onlyReads, retry });
  }

  /**
   * Forgets what was to be repeated.
   * @param subject - forgets only if this was stopped; by default always.
   */
  forget(subject?: object): void {
    if (!subject || subject === this.stopped?.subject) {
      this._set(null);
    }
  }

  /** Reads the session again. Once connected, repeats what was stopped. Never rejects. */
  async retry(): Promise<void> {
    const current = this._current();
    const connection = this.stopped?.connection ?? current;
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
    const { work, phase } = this._stopped;
    if (state !== 'connected') {
      this._set({ work, phase: 'down' });
    } else if (phase === 'down' && work.isSafe) {
      void this._redo();
    } else if (phase === 'down') {
      this._set({ work, phase: 'back' });
    }
  }

  private async _redo(): Promise<void> {
    const { stopped } = this;
    this._set(null);
    await stopped?.retry();
  }

  private _set(stopped: { work: StoppedWork; phase: Phase } | null): void {
    this._follow(stopped?.work.connection ?? null);
    this._stopped = stopped;
    this._changed.emit();
  }

  private _follow(connection: IConnection | null): void {
    const { _onStatusChanged } = this;
    this.stopped?.connection.statusChanged.disconnect(_onStatusChanged, this);
    connection?.statusChanged.connect(_onStatusChanged, this);
  }

  /** One value for what was stopped and for the phase, so that neither outlives the other. */
  private _stopped: { work: StoppedWork; phase: Phase } | null = null;
  private _isDisposed = false;
  private readonly _changed = new Signal<this, void>(this);
}
