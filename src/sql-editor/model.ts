/**
 * What one SQL editor does: runs a text, holds its outcome, and takes over the query that came
 * with the session. It knows no view; the text itself lives in the code editor's own model.
 */
import { Signal, type ISignal } from '@lumino/signaling';
import type { QuerySummary } from '../../server/protocol';
import type { ConnectionStatus } from '../connection/status';
import { handedQuery } from '../connection/status';
import type { QueryReply } from '../sidecar/client';
import { SidecarError } from '../sidecar/sidecar-error';
import type { IConnection, RanStatement } from '../tokens';
import type { ResultTable } from '../results/result-table';

/** The most rows one run shows. */
export const ROW_LIMIT = 10_000;

export type Outcome =
  | { kind: 'idle' }
  | { kind: 'running' }
  | {
      kind: 'rows';
      table: ResultTable;
      summary: QuerySummary;
      elapsedMs: number;
    }
  | { kind: 'done'; summary: QuerySummary; elapsedMs: number }
  | { kind: 'failed'; error: SidecarError };

/** The text that is edited, as JupyterLab's shared models have it. */
export type SqlSource = {
  getSource(): string;
  setSource(text: string): void;
};

export type SqlEditorModelOptions = {
  connection: IConnection;
  source: SqlSource;
  /** Decodes a reply; a parameter, so that Arrow is loaded when first needed. */
  readResult: (reply: QueryReply) => Promise<ResultTable | null>;
  /** Milliseconds from a clock that never goes back. */
  now: () => number;
  /** Milliseconds since 1970. */
  today: () => number;
};

export class SqlEditorModel {
  constructor(options: SqlEditorModelOptions) {
    this._options = options;
    options.connection.statusChanged.connect(this._onStatusChanged, this);
  }

  get outcome(): Outcome {
    return this._outcome;
  }

  /** The statement that {@link outcome} is of. */
  get statement(): string {
    return this._statement;
  }

  get outcomeChanged(): ISignal<this, Outcome> {
    return this._outcomeChanged;
  }

  /** Emitted when a statement is over, be it that another run took its place. */
  get statementRan(): ISignal<this, RanStatement> {
    return this._statementRan;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  dispose(): void {
    if (this._isDisposed) {
      return;
    }
    this._isDisposed = true;
    this._running?.abort();
    Signal.clearData(this);
  }

  /** Shows and runs the session's query as soon as it is known, unless something was typed first. */
  async adoptHandedQuery(): Promise<void> {
    this._adopts = true;
    this._onStatusChanged(
      this._options.connection,
      await this._options.connection.ready()
    );
  }

  /**
   * Runs the text. A run that is still under way is given up: only the newest one is shown.
   * Never rejects: what fails is the outcome.
   */
  async run(sql = this._options.source.getSource()): Promise<void> {
    if (sql.trim() === '') {
      return;
    }
    this._running?.abort();
    const running = new AbortController();
    this._running = running;
    this._statement = sql;
    this._adopts = false;
    this._setOutcome({ kind: 'running' });
    const { now, today } = this._options;
    const startedAt = today();
    const started = now();
    const outcome = await this._execute(sql, running.signal);
    this._statementRan.emit(
      ranStatement(outcome, { sql, startedAt, elapsedMs: now() - started })
    );
    if (this._running !== running || this._isDisposed) {
      return;
    }
    this._running = null;
    this._retriesRun =
      outcome.kind === 'failed' && outcome.error.isConnectionTrouble;
    this._setOutcome(outcome);
    if (this._retriesRun) {
      // Tells everybody else of it; the answer may already be that it healed.
      void this._options.connection.refresh();
    }
  }

  /** Gives up what is running; the database is told. */
  cancel(): void {
    this._running?.abort();
  }

  /** Reads the session again and, once connected, runs what could not be run. */
  async retry(): Promise<void> {
    const status = await this._options.connection.refresh();
    if (status.state === 'connected' && this._retriesRun) {
      await this.run();
    }
  }

  private async _execute(sql: string, signal: AbortSignal): Promise<Outcome> {
    const { connection, readResult, now } = this._options;
    const started = now();
    try {
      const reply = await connection.client.query(
        { sql, firstN: ROW_LIMIT },
        { signal }
      );
      const table = await readResult(reply);
      const { summary } = reply;
      const elapsedMs = now() - started;
      return table
        ? { kind: 'rows', table, summary, elapsedMs }
        : { kind: 'done', summary, elapsedMs };
    } catch (error) {
      return { kind: 'failed', error: asSidecarError(error) };
    }
  }

  private _onStatusChanged(_: IConnection, status: ConnectionStatus): void {
    if (status.state !== 'connected' || !this._adopts) {
      return;
    }
    this._adopts = false;
    const query = handedQuery(status);
    if (query !== '' && this._options.source.getSource().trim() === '') {
      this._options.source.setSource(query);
      void this.run();
    }
  }

  private _setOutcome(outcome: Outcome): void {
    this._outcome = outcome;
    this._outcomeChanged.emit(outcome);
  }

  private _outcome: Outcome = { kind: 'idle' };
  private _statement = '';
  private _running: AbortController | null = null;
  private _adopts = false;
  private _retriesRun = false;
  private _isDisposed = false;
  private readonly _options: SqlEditorModelOptions;
  private readonly _statementRan = new Signal<this, RanStatement>(this);
  private readonly _outcomeChanged = new Signal<this, Outcome>(this);
}

const asSidecarError = (error: unknown): SidecarError =>
  error instanceof SidecarError
    ? error
    : new SidecarError(
        'bad_upstream_answer',
        error instanceof Error ? error.message : String(error),
        { cause: error }
      );

function ranStatement(
  outcome: Outcome,
  run: Pick<RanStatement, 'sql' | 'startedAt' | 'elapsedMs'>
): RanStatement {
  const ran = { ...run, rows: null, more: false, message: '' };
  switch (outcome.kind) {
    case 'rows': {
      const { table, summary } = outcome;
      const { rowCount: rows } = table;
      return { ...ran, outcome: 'rows', rows, more: summary.more };
    }
    case 'failed': {
      const { code, message } = outcome.error;
      const isCancelled = code === 'query_cancelled';
      return { ...ran, outcome: isCancelled ? 'cancelled' : 'failed', message };
    }
    default:
      return { ...ran, outcome: 'done' };
  }
}
