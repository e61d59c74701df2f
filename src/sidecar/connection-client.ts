/** One typed call for each route of the sidecar, for one connection. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  ConnectionKey,
  AllRoutes,
  PixelReply,
  PixelRequest,
  RenderingReply,
  RenderReply,
  RenderRequest,
  SchemaColumnsReply,
  SchemaReply,
  SchemaTablesReply,
  StatusReply
} from '../../server/protocol';
import type { JsonCalls, JsonRoute } from './json-calls';
import { untilOnline } from './network';
import type { RunQuery } from './query';
import { queryMethod } from './query-run';
import type { Requests } from './requests';
import type { RouteInput } from './route-address';
import { SidecarError } from './sidecar-error';

/** The sidecar answers within ten seconds, even if the page is not ready. */
const QUERY_LIMIT_MS = 15_000;

export type ConnectionClientOptions = {
  connection: ConnectionKey;
  requests: Requests;
  calls: JsonCalls;
  page: EventTarget;
  /** True if the sidecar must refuse statements that change anything; called for each query. */
  isReadOnly: () => boolean;
  trans: TranslationBundle;
};

/** The calls, without the signals, which only the status of the connection uses. */
export type ConnectionCalls = Omit<
  ConnectionClient,
  'callEnded' | 'queryWaits' | keyof IDisposable
>;

/** Every method rejects with a {@link SidecarError}, or with the reason of an abort. */
export class ConnectionClient implements IDisposable {
  constructor(private readonly _options: ConnectionClientOptions) {
    const { connection, requests, isReadOnly, page, trans } = _options;
    this.query = queryMethod(reply => this._noted(reply), {
      ...{ isReadOnly, page, trans },
      ask: (key, input, { limitMs = QUERY_LIMIT_MS, ...rest }) =>
        requests.ask(key, input, { ...rest, limitMs, connection }),
      untilOnline,
      onSilence: () => this._queryWaits.emit()
    });
  }

  /** `POST /queries` and the routes below it. */
  readonly query: RunQuery;

  status(): Promise<StatusReply> {
    return this._ask('GET /status', {});
  }

  schema(): Promise<SchemaReply> {
    return this._noted(this._ask('GET /schema', {}));
  }

  /** The tables of any database. */
  schemaTables(database: string): Promise<SchemaTablesReply> {
    return this._noted(
      this._ask('GET /schema/tables', { query: { database } })
    );
  }

  /** The columns of one table or view. */
  schemaColumns(table: string): Promise<SchemaColumnsReply> {
    return this._noted(this._ask('GET /schema/columns', { query: { table } }));
  }

  /** Whether the database renders pictures. */
  rendering(): Promise<RenderingReply> {
    return this._noted(this._ask('GET /renders', {}));
  }

  /** A picture of HeavyDB's Vega. An abort interrupts the database. */
  render(body: RenderRequest, signal?: AbortSignal): Promise<RenderReply> {
    return this._noted(this._ask('POST /renders', { body }, signal));
  }

  /**
   * The row that was drawn at a pixel.
   *
   * @param widget - of the reply of {@link render}.
   */
  pixel(
    widget: number,
    body: PixelRequest,
    signal?: AbortSignal
  ): Promise<PixelReply> {
    const input = { parameters: { widget }, body };
    return this._noted(this._ask('POST /renders/:widget/pixel', input, signal));
  }

  /**
   * A spec of Vega-Lite as HeavyDB's Vega, for {@link render}. Both are JSON text. An abort
   * interrupts the database.
   */
  async vegaFromVegaLite(text: string, signal?: AbortSignal): Promise<string> {
    const body = { vegaLite: text };
    const asked = this._ask('POST /vega-lite', { body }, signal);
    return (await this._noted(asked)).vega;
  }

  /**
   * Emitted when a call of the database ends, with its error or `null`. Not for {@link status},
   * which needs no database.
   */
  get callEnded(): ISignal<this, SidecarError | null> {
    return this._callEnded;
  }

  /** Emitted every ten seconds while the database works on a query. */
  get queryWaits(): ISignal<this, void> {
    return this._queryWaits;
  }

  get isDisposed(): boolean {
    return this._isDisposed;
  }

  /** Running calls still get their replies; no signal is emitted. */
  dispose(): void {
    this._isDisposed = true;
    Signal.clearData(this);
  }

  private _ask<K extends JsonRoute>(
    key: K,
    input: RouteInput<K>,
    signal?: AbortSignal
  ): Promise<AllRoutes[K]['reply']> {
    const { calls, connection } = this._options;
    return calls.ask(key, input, { connection, signal });
  }

  /** Emits {@link callEnded} before the caller gets the reply or the error. */
  private _noted<T>(call: Promise<T>): Promise<T> {
    call.then(
      () => this._callEnded.emit(null),
      (error: unknown) => {
        if (error instanceof SidecarError) {
          this._callEnded.emit(error);
        }
      }
    );
    return call;
  }

  private _isDisposed = false;
  private readonly _callEnded = new Signal<this, SidecarError | null>(this);
  private readonly _queryWaits = new Signal<this, void>(this);
}
