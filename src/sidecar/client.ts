/**
 * One typed call for each route of the sidecar, and the only place that fetches. It goes through
 * JupyterLab's `ServerConnection`, which adds what Jupyter wants to see on a request.
 */
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import { Signal, type ISignal } from '@lumino/signaling';
import type {
  SchemaColumnsReply,
  SchemaReply,
  SchemaTablesReply,
  StatusReply
} from '../../server/protocol';
import { invalidAnswer, isWebPage, refusal, webPage } from './answer-fault';
import { isOffline, untilOnline } from './network';
import type {
  Answer,
  Ask,
  QueryOptions,
  QueryReply,
  QueryRequest
} from './query-run';
import {
  isSchemaColumnsReply,
  isSchemaReply,
  isSchemaTablesReply,
  isStatusReply
} from './reply-shape';
import { SidecarError } from './sidecar-error';
import { TimeLimit } from './time-limit';

export type { QueryOptions, QueryReply, QueryRequest } from './query-run';

const TOO_MUCH_AT_ONCE = 429;

/**
 * How long an answer may take to begin, in milliseconds. The shim replaces a sidecar that is silent
 * for ten seconds, and the sidecar gives up a database itself: who is given up here is Jupyter.
 */
const LIMITS = {
  /** A turn in the sidecar's line, a manager, and each of Thrift's protocols may take its time. */
  status: 30_000,
  /** Long catalogs are read in several calls. */
  schema: 75_000,
  /** A page is answered within ten seconds, be it by "not yet". */
  query: 15_000,
  /** The rest of an answer, of 8 MiB at most, once it has begun. */
  body: 120_000
} as const;

export type SidecarClientOptions = {
  serverSettings: ServerConnection.ISettings;
  trans: TranslationBundle;
  /** Emits `pagehide` when the page is left; JupyterLab's window. */
  page: EventTarget;
};

/** Every method rejects with a {@link SidecarError} and nothing else, an abort aside. */
export class SidecarClient {
  constructor(options: SidecarClientOptions) {
    this._settings = options.serverSettings;
    this._trans = options.trans;
    this._page = options.page;
  }

  /** `GET /status` */
  status(): Promise<StatusReply> {
    return this._get('status', LIMITS.status, isStatusReply);
  }

  /** `POST /queries` and the routes below it: all rows, or an error, never a part of them. */
  async query(
    request: QueryRequest,
    options: QueryOptions
  ): Promise<QueryReply> {
    return await this._telling(this._query(request, options));
  }

  /** `GET /schema` */
  schema(): Promise<SchemaReply> {
    return this._telling(this._get('schema', LIMITS.schema, isSchemaReply));
  }

  /** `GET /schema/tables`, of any database. */
  schemaTables(database: string): Promise<SchemaTablesReply> {
    const route = `schema/tables?database=${encodeURIComponent(database)}`;
    return this._telling(this._get(route, LIMITS.schema, isSchemaTablesReply));
  }

  /** `GET /schema/columns`, of one table or view. */
  schemaColumns(table: string): Promise<SchemaColumnsReply> {
    const route = `schema/columns?table=${encodeURIComponent(table)}`;
    return this._telling(this._get(route, LIMITS.schema, isSchemaColumnsReply));
  }

  /**
   * Emitted when a call is over that only a connected database answers: with its error, or `null`.
   * So not for {@link status}.
   */
  get callEnded(): ISignal<this, SidecarError | null> {
    return this._callEnded;
  }

  /** Emitted again and again while the database takes longer than ten seconds for a query. */
  get queryWaits(): ISignal<this, void> {
    return this._queryWaits;
  }

  private async _telling<T>(call: Promise<T>): Promise<T> {
    try {
      const reply = await call;
      this._callEnded.emit(null);
      return reply;
    } catch (error) {
      if (error instanceof SidecarError) {
        this._callEnded.emit(error);
      }
      throw error;
    }
  }

  private async _query(
    request: QueryRequest,
    options: QueryOptions
  ): Promise<QueryReply> {
    const { QueryRun } = await import('./query-run').catch((cause: unknown) => {
      // A file of this extension, which comes from the server too.
      throw this._unanswered(false, cause);
    });
    const run = new QueryRun({
      ask: (route, init, limitMs = LIMITS.query) =>
        this._ask(route, init, limitMs),
      untilOnline,
      onSilence: () => this._queryWaits.emit(),
      trans: this._trans
    });
    // Where the page is left, the query is not wanted any more.
    const onLeave = (): void => run.cancel();
    this._page.addEventListener('pagehide', onLeave);
    try {
      return await run.run(request, options);
    } finally {
      this._page.removeEventListener('pagehide', onLeave);
    }
  }

  private async _get<T>(
    route: string,
    limitMs: number,
    isReply: (value: unknown) => value is T
  ): Promise<T> {
    const { body } = await this._ask(route, { method: 'GET' }, limitMs);
    let reply: unknown;
    try {
      reply = JSON.parse(new TextDecoder().decode(body));
    } catch (cause) {
      throw invalidAnswer(this._trans, cause);
    }
    if (!isReply(reply)) {
      throw invalidAnswer(this._trans);
    }
    return reply;
  }

  private async _ask(
    ...[route, init, limitMs]: Required<Parameters<Ask>>
  ): Promise<Answer> {
    const limit = new TimeLimit(init.signal);
    const send = async (): Promise<Response> => {
      limit.start(limitMs);
      const response = await ServerConnection.makeRequest(
        URLExt.join(this._settings.baseUrl, 'omnisci', route),
        { ...init, signal: limit.signal },
        this._settings
      );
      limit.start(LIMITS.body);
      return response;
    };
    let response: Response;
    let body: ArrayBuffer;
    try {
      response = await this._sendInTurn(send, init);
      body = await response.arrayBuffer();
    } catch (cause) {
      // An abort stays what it is.
      throw init.signal?.aborted
        ? cause
        : this._unanswered(limit.hasPassed, cause);
    } finally {
      limit.dispose();
    }
    if (!response.ok) {
      throw refusal(response, body, this._trans);
    }
    if (isWebPage(response)) {
      throw webPage(this._trans);
    }
    return { status: response.status, headers: response.headers, body };
  }

  /** Every route may be asked twice: what changes anything carries an ID. */
  private async _sendInTurn(
    send: () => Promise<Response>,
    { signal }: RequestInit
  ): Promise<Response> {
    const since = performance.now();
    const response = await send();
    if (response.status !== TOO_MUCH_AT_ONCE) {
      return response;
    }
    const { retryAfter429 } = await import('./retry-after-429');
    return await retryAfter429({ refused: response, since, ask: send, signal });
  }

  private _unanswered(isLate: boolean, cause: unknown): SidecarError {
    const trans = this._trans;
    if (isLate) {
      return new SidecarError(
        'server_timeout',
        trans.__(
          'The Jupyter server has not answered in time. It may be overloaded, or the way to it be cut.'
        ),
        { cause }
      );
    }
    return new SidecarError(
      'server_unreachable',
      isOffline()
        ? trans.__(
            'This browser is offline, and the Jupyter server cannot be reached. It is tried again when the network is back.'
          )
        : trans.__(
            'The Jupyter server does not answer. Check that it is running.'
          ),
      { cause }
    );
  }

  private readonly _settings: ServerConnection.ISettings;
  private readonly _trans: TranslationBundle;
  private readonly _page: EventTarget;
  private readonly _callEnded = new Signal<this, SidecarError | null>(this);
  private readonly _queryWaits = new Signal<this, void>(this);
}
