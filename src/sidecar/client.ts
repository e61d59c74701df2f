/**
 * One typed call for each route of the sidecar, and the only place that fetches. It goes through
 * JupyterLab's `ServerConnection`, which adds what Jupyter wants to see on a request.
 */
import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import type { TranslationBundle } from '@jupyterlab/translation';
import type {
  ErrorReply,
  QuerySummary,
  SchemaColumnsReply,
  SchemaReply,
  SchemaTablesReply,
  StatusReply
} from '../../server/protocol';
import { SidecarError } from './sidecar-error';

const QUERY_HEADER = 'X-OmniSci-Query';

/** The command that switches the server side on, as README.md has it. */
const ENABLE =
  'jupyter serverextension enable --sys-prefix jupyterlab_omnisci.serverextension';

export type QueryRequest = {
  sql: string;
  /** The most rows wanted, 1 or more; `null` for all within the admin's cap. */
  firstN: number | null;
};

export type QueryOptions = {
  /** Aborting cancels the query in the database; the call then rejects with `query_cancelled`. */
  signal: AbortSignal;
  /** Told after each page. `expectedBytes` is null where the database has not said. */
  onProgress?: (progress: {
    bytes: number;
    expectedBytes: number | null;
  }) => void;
};

/** Rows of a query, as one Arrow IPC stream; empty for a statement without a table. */
export type QueryReply = {
  summary: QuerySummary;
  bytes: Uint8Array;
  /** The most rows that were asked for; where `summary.more` is true, the stream holds one more. */
  rowLimit?: number | null;
};

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

  /** `POST /queries`; a reply that is shorter than announced is an error, never a result. */
  async query(
    request: QueryRequest,
    { signal }: QueryOptions
  ): Promise<QueryReply> {
    const response = await this._request('queries', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(request),
      signal
    });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const header = response.headers.get(QUERY_HEADER);
    const summary =
      header === null ? null : (JSON.parse(header) as QuerySummary);
    if (summary?.bytes !== bytes.byteLength) {
      throw new SidecarError(
        'bad_upstream_answer',
        this._trans.__('The result did not arrive whole. Run the query again.')
      );
    }
    return { summary, bytes, rowLimit: request.firstN };
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
    let response: Response;
    try {
      response = await ServerConnection.makeRequest(
        URLExt.join(this._settings.baseUrl, 'omnisci', route),
        init,
        this._settings
      );
    } catch (cause) {
      if (init.signal?.aborted) {
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
    if (!response.ok) {
      throw await this._failure(response);
    }
    return response;
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
