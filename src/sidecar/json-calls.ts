/** The routes that answer with JSON: their time limits, and checks of their replies. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ConnectionKey, AllRoutes } from '../../server/protocol';
import { invalidAnswerError } from './answer-error';
import {
  isCheckReply,
  isConnectionsReply,
  isPixelReply,
  isRenderingReply,
  isRenderReply,
  isSchemaColumnsReply,
  isSchemaReply,
  isSchemaTablesReply,
  isServerStatus,
  isSignOutReply,
  isStatusReply,
  isVegaLiteReply,
  parsed
} from './reply-shape';
import type { RequestOptions, Requests } from './requests';
import type { RouteInput } from './route-address';

/** The sidecar reads long catalogs in several calls. */
const SCHEMA_LIMIT_MS = 75_000;
/** The sidecar's queue, a session manager and each Thrift protocol take time. */
const DATABASE_LIMIT_MS = 30_000;
/** The sidecar answers from memory. */
const LIST_LIMIT_MS = 15_000;

/** The sidecar gives up a picture by the administrator's time limit for queries. */
const RENDER_LIMIT_MS = 3_600_000;

/** The Jupyter server asks the sidecar, then tries to connect to each listed server. */
const CHECK_LIMIT_MS = 75_000;

/** `query-pages.ts` calls the routes with pages. */
type PageRoute = {
  [K in keyof AllRoutes]: AllRoutes[K] extends { page: unknown } ? K : never;
}[keyof AllRoutes];

/** Other programs call the session routes; `query-run.ts` accepts any answer of the last. */
export type JsonRoute = Exclude<
  keyof AllRoutes,
  PageRoute | 'GET /session' | 'POST /sessions' | 'POST /queries/:id/cancel'
>;

/**
 * The shim replaces a sidecar that is silent for ten seconds, and the sidecar gives up a database
 * itself: a timeout here means that Jupyter itself hangs.
 */
const JSON_ROUTES: {
  readonly [K in JsonRoute]: {
    limitMs: number;
    isReply: (value: unknown) => value is AllRoutes[K]['reply'];
  };
} = {
  'GET /status': { limitMs: DATABASE_LIMIT_MS, isReply: isStatusReply },
  'GET /schema': { limitMs: SCHEMA_LIMIT_MS, isReply: isSchemaReply },
  'GET /schema/tables': {
    limitMs: SCHEMA_LIMIT_MS,
    isReply: isSchemaTablesReply
  },
  'GET /schema/columns': {
    limitMs: SCHEMA_LIMIT_MS,
    isReply: isSchemaColumnsReply
  },
  'GET /renders': { limitMs: DATABASE_LIMIT_MS, isReply: isRenderingReply },
  'POST /renders': { limitMs: RENDER_LIMIT_MS, isReply: isRenderReply },
  'POST /renders/:widget/pixel': {
    limitMs: RENDER_LIMIT_MS,
    isReply: isPixelReply
  },
  'POST /vega-lite': { limitMs: RENDER_LIMIT_MS, isReply: isVegaLiteReply },
  'GET /check': { limitMs: CHECK_LIMIT_MS, isReply: isCheckReply },
  'GET /connections': { limitMs: LIST_LIMIT_MS, isReply: isConnectionsReply },
  'POST /connections/sign-in': {
    limitMs: DATABASE_LIMIT_MS,
    isReply: isServerStatus
  },
  'POST /connections/sign-out': {
    limitMs: DATABASE_LIMIT_MS,
    isReply: isSignOutReply
  }
};

export type JsonCallsOptions = {
  requests: Requests;
  trans: TranslationBundle;
};

export class JsonCalls {
  constructor(private readonly _options: JsonCallsOptions) {}

  /**
   * Rejects with a `SidecarError`, or with the signal's reason if it is aborted.
   *
   * @param isOnce - true to send no second request after a 429.
   */
  async ask<K extends JsonRoute>(
    key: K,
    input: RouteInput<K>,
    options: Pick<RequestOptions, 'isOnce' | 'signal'> & {
      connection: ConnectionKey;
    }
  ): Promise<AllRoutes[K]['reply']> {
    const { requests, trans } = this._options;
    const { limitMs, isReply } = JSON_ROUTES[key];
    const { body } = await requests.ask(key, input, { ...options, limitMs });
    const reply = parsed(body);
    if (!isReply(reply)) {
      throw invalidAnswerError(trans);
    }
    return reply;
  }
}
