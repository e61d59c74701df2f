/** Runs the statements of one Run in order, and stops where the user wants. */
import { UUID } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { SidecarError } from '../../sidecar/sidecar-error';
import type {
  ExecutedStatement,
  IConnection,
  StartedStatement
} from '../../tokens';
import type { Clock } from './database';
import type { StatementRun } from './statement-run';

export class Execution implements IDisposable {
  constructor(
    private readonly _options: {
      /** All on the same connection. */
      runs: readonly StatementRun[];
      connection: IConnection;
      stopsOnError: boolean;
      clock: Pick<Clock, 'today'>;
    }
  ) {
    this.runs.forEach(run => run.changed.connect(this._onRunChanged, this));
  }

  get runs(): readonly StatementRun[] {
    return this._options.runs;
  }

  /** Index of the current or the last statement. */
  get position(): number {
    return this._position;
  }

  /** The current statement; `null` before the first and after the last. */
  get running(): StatementRun | null {
    return this._isRunning ? (this.runs[this._position] ?? null) : null;
  }

  /** The connection error that stopped the Run before its end. */
  get connectionError(): SidecarError | null {
    return this._connectionError;
  }

  /** True if all statements that have not run only read. */
  get onlyReadsAreLeft(): boolean {
    return this.runs
      .slice(this._position)
      .every(({ kind }) => kind.effect === 'none');
  }

  /** The running and waiting statements: neither finished nor skipped. */
  get left(): readonly StatementRun[] {
    return this._isRunning ? this.runs.slice(this._position) : [];
  }

  /** The connection that it runs on. */
  get connection(): IConnection {
    return this._options.connection;
  }

  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Emitted when a statement starts; not for one that is never sent. */
  get statementStarted(): ISignal<this, StartedStatement> {
    return this._statementStarted;
  }

  /** Emitted when a statement ends; not for one that was never sent. */
  get statementExecuted(): ISignal<this, ExecutedStatement> {
    return this._statementExecuted;
  }

  /**
   * Runs from the first statement, or from the one that a connection error stopped. Never rejects.
   */
  async run(): Promise<void> {
    this._connectionError = null;
    this._isRunning = true;
    this._changeRest(this._position, run => run.wait());
    for (; this._position < this.runs.length; this._position++) {
      const run = this.runs[this._position]!;
      const { sql } = run;
      const { clock } = this._options;
      // A statement that is not sent may contain a password, as `\c db user password` does: keep it
      // nowhere.
      const isSent = run.notSentError === null;
      const started = {
        id: UUID.uuid4(),
        connection: this.connection.key,
        sql,
        startedAt: clock.today()
      };
      if (isSent) {
        this._statementStarted.emit(started);
      }
      const ran = await run.run();
      if (isSent) {
        this._statementExecuted.emit({ ...ran, ...started });
      }
      if (this._stopsAt(run)) {
        this._changeRest(this._position + 1, left => left.skip());
        break;
      }
    }
    this._isRunning = false;
    this._changed.emit();
    if (this._isDisposed) {
      this._disconnect();
    }
  }

  /** Cancels everything that is running, including the loading of more rows. */
  cancel(): void {
    this.runs.forEach(run => run.cancel());
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Cancels everything. The signals last until the current statement has ended. */
  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this.cancel();
    if (!this._isRunning) {
      this._disconnect();
    }
  }

  private _disconnect(): void {
    this.runs.forEach(run => run.dispose());
    Signal.clearData(this);
  }

  private _stopsAt({ outcome }: StatementRun): boolean {
    if (outcome.kind !== 'failed') {
      return outcome.kind === 'cancelled';
    }
    if (outcome.error.isConnectionError) {
      this._connectionError = outcome.error;
      return true;
    }
    return this._options.stopsOnError;
  }

  /** Changes the statements from a position on; {@link changed} is emitted once for all of them. */
  private _changeRest(from: number, change: (run: StatementRun) => void): void {
    this._isChangingRest = true;
    this.runs.slice(from).forEach(change);
    this._isChangingRest = false;
    this._changed.emit();
  }

  private _onRunChanged(): void {
    if (!this._isChangingRest) {
      this._changed.emit();
    }
  }

  private _position = 0;
  private _isRunning = false;
  private _isChangingRest = false;
  private _isDisposed = false;
  private _connectionError: SidecarError | null = null;
  private readonly _changed = new Signal<this, void>(this);
  private readonly _statementStarted = new Signal<this, StartedStatement>(this);
  private readonly _statementExecuted = new Signal<this, ExecutedStatement>(
    this
  );
}
