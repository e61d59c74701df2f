/**
 * The contract between the sidecar and its callers: the routes below `{base}/omnisci`, what each
 * takes and what it returns. Types only, so that `src/` shares it at no cost. The types of each
 * noun are in `protocol/`; import them from here.
 */
import type { CheckReply } from './protocol/check';
import type {
  ConnectionsReply,
  ServerStatus,
  SignInRequest,
  SignOutReply
} from './protocol/connections';
import type {
  CancelReply,
  PageHeader,
  QueryRequest,
  RunningReply
} from './protocol/queries';
import type {
  PixelReply,
  PixelRequest,
  RenderingReply,
  RenderReply,
  RenderRequest
} from './protocol/renders';
import type {
  SchemaColumnsReply,
  SchemaReply,
  SchemaTablesReply
} from './protocol/schema';
import type {
  ClonedSession,
  SessionReply,
  StatusReply
} from './protocol/session';
import type { VegaLiteReply, VegaLiteRequest } from './protocol/vega-lite';

export type * from './protocol/check';
export type * from './protocol/connections';
export type * from './protocol/errors';
export type * from './protocol/queries';
export type * from './protocol/renders';
export type * from './protocol/schema';
export type * from './protocol/session';
export type * from './protocol/vega-lite';

/**
 * Every route. `parameters` are the parts of its path, `query` those after the question mark.
 * `body` and `reply` are JSON. A route with a `page` may return bytes instead, with the page's
 * header in `X-OmniSci-Page`.
 *
 * The routes from `/status` on exist for each connection, below `/connections/{key}`. Without that
 * prefix, they are those of the handed-over connection.
 */
export type Routes = {
  'GET /session': { reply: SessionReply };
  'GET /connections': { reply: ConnectionsReply };
  'POST /connections/sign-in': { body: SignInRequest; reply: ServerStatus };
  'POST /connections/sign-out': {
    body: { server: string };
    reply: SignOutReply;
  };
  'GET /status': { reply: StatusReply };
  'POST /queries': {
    body: QueryRequest;
    reply: RunningReply;
    page: PageHeader;
  };
  'GET /queries/:id/pages/:number': {
    parameters: { id: string; number: number };
    query: { have: number };
    reply: RunningReply;
    page: PageHeader;
  };
  'POST /queries/:id/cancel': {
    parameters: { id: string };
    body: Record<string, never>;
    reply: CancelReply;
  };
  'POST /vega-lite': { body: VegaLiteRequest; reply: VegaLiteReply };
  'POST /sessions': { body: Record<string, never>; reply: ClonedSession };
  'GET /renders': { reply: RenderingReply };
  'POST /renders': { body: RenderRequest; reply: RenderReply };
  'POST /renders/:widget/pixel': {
    parameters: { widget: number };
    body: PixelRequest;
    reply: PixelReply;
  };
  'GET /schema': { reply: SchemaReply };
  'GET /schema/tables': {
    query: { database: string };
    reply: SchemaTablesReply;
  };
  'GET /schema/columns': {
    query: { table: string };
    reply: SchemaColumnsReply;
  };
};

/** The Jupyter server answers these itself, below the same path. */
export type JupyterRoutes = { 'GET /check': { reply: CheckReply } };

/** Everything that the browser may ask for. */
export type AllRoutes = Routes & JupyterRoutes;
