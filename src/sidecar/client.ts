/**
 * One typed call for each route of the sidecar, and the only place that fetches. It goes through
 * JupyterLab's `ServerConnection`, which adds what Jupyter wants to see on a request.
 */
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type {
  ErrorReply,
  SchemaColumnsReply,
  SchemaReply,
  SchemaTablesReply,
  StatusReply
} from '../../server/protocol';
import type { QueryOptions, QueryReply, QueryRequest } from './query-run';
import { SidecarError } from './sidecar-error';

export type { QueryOptions, QueryReply, QueryRequest } from './query-run';

/** The command that switches the server side on, as README.md has it. */
const ENABLE =
  'jupyter serverextension enable --sys-prefix jupyterlab_omnisci.serverextension';

const TOO_MUCH_AT_ONCE = 429;

export type SidecarClientOptions = {
  serverSettings: ServerConnection.ISettings;
  trans: TranslationBundle;
};

/** Every method rejects with a {@link SidecarError} and nothing else, an abort aside. */
export class SidecarClient {
  constructor(options: SidecarClientOptions) {
    this._settings = options.serverSettings;
    this._trans = options.trans;
  }

  /** `GET /status` */
  async status(): Promise<StatusReply> {
    const response = await this._request('status', { method: 'GET' });
    return (await response.json()) as StatusReply;
  }

  /** `POST /queries` and the routes below it: all rows, or an error, never a part of them. */
  async query(
    request: QueryRequest,
    options: QueryOptions
  ): Promise<QueryReply> {
    const { QueryRun } = await import('./query-run');
    const run = new QueryRun({
      ask: async (route, init) => {
        const response = await this._request(route, init);
        const body = await this._reading(response.arrayBuffer(), init.signal);
        return { status: response.status, headers: response.headers, body };
      },
      trans: this._trans
    });
    // Where the page is left, the query is not wanted any more.
    const onLeave = (): void => run.cancel();
    window.addEventListener('pagehide', onLeave);
    try {
      return await run.run(request, options);
    } finally {
      window.removeEventListener('pagehide', onLeave);
    }
  }

  /** `GET /schema` */
  async schema(): Promise<SchemaReply> {
    const response = await this._request('schema', { method: 'GET' });
    return (await response.json()) as SchemaReply;
  }

  /** `GET /schema/tables`, of any database. */
  async schemaTables(database: string): Promise<SchemaTablesReply> {
    const route = `schema/tables?database=${encodeURIComponent(database)}`;
    const response = await this._request(route, { method: 'GET' });
    return (await response.json()) as SchemaTablesReply;
  }

  /** `GET /schema/columns`, of one table or view. */
  async schemaColumns(table: string): Promise<SchemaColumnsReply> {
    const route = `schema/columns?table=${encodeURIComponent(table)}`;
    const response = await this._request(route, { method: 'GET' });
    return (await response.json()) as SchemaColumnsReply;
  }

  private async _request(route: string, init: RequestInit): Promise<Response> {
    const response = await this._reading(this._ask(route, init), init.signal);
    if (!response.ok) {
      throw await this._failure(response);
    }
    return response;
  }

  /** Every route may be asked twice: what changes anything carries an ID. */
  private async _ask(route: string, init: RequestInit): Promise<Response> {
    const since = performance.now();
    const ask = (): Promise<Response> =>
      ServerConnection.makeRequest(
        URLExt.join(this._settings.baseUrl, 'omnisci', route),
        init,
        this._settings
      );
    const response = await ask();
    if (response.status !== TOO_MUCH_AT_ONCE) {
      return response;
    }
    const { comeAgain } = await import('./come-again');
    return await comeAgain({
      refused: response,
      since,
      ask,
      signal: init.signal
    });
  }

  /** What the network refuses, in our terms; an abort stays what it is. */
  private async _reading<T>(
    work: Promise<T>,
    signal: AbortSignal | null | undefined
  ): Promise<T> {
    try {
      return await work;
    } catch (cause) {
      if (signal?.aborted) {
        throw cause;
      }
      throw new SidecarError(
        'server_unreachable',
        this._trans.__(
          'The Jupyter server does not answer. Check that it is running.'
        ),
        { cause }
      );
    }
  }

  private async _failure(response: Response): Promise<SidecarError> {
    const reply = await readErrorReply(response);
    if (reply) {
      return new SidecarError(reply.code, reply.message);
    }
    if (response.status === 404) {
      return new SidecarError(
        'server_extension_disabled',
        this._trans.__(
          'The server extension is off: run “%1” and restart Jupyter.',
          ENABLE
        )
      );
    }
    return new SidecarError(
      'sidecar_unavailable',
      this._trans.__(
        'The Jupyter server answered %1 %2. Its log may say why.',
        response.status,
        response.statusText
      )
    );
  }

  private readonly _settings: ServerConnection.ISettings;
  private readonly _trans: TranslationBundle;
}

/** The sidecar's own error, or `null` where the answer came from somebody else. */
async function readErrorReply(response: Response): Promise<ErrorReply | null> {
  try {
    const reply = (await response.json()) as Partial<ErrorReply> | null;
    return typeof reply?.code === 'string' && typeof reply.message === 'string'
      ? (reply as ErrorReply)
      : null;
  } catch {
    return null;
  }
}
