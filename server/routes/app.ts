/** The Express application: middleware and routes in their order. Never listens. */
import express, { type Express } from 'express';
import type { IEvents } from '../events/event';
import type { ILog } from '../log';
import type { Connections } from '../connections/connections';
import { connectionRoutes, type ConnectionRoutesOptions } from './connections';
import { queryRoutes, type QueryRoutesOptions } from './queries';
import { renderRoutes, type RenderRoutesOptions } from './renders';
import { schemaRoutes, type SchemaRoutesOptions } from './schema';
import { routesOf } from './route';
import { sessionRoutes, type SessionRoutesOptions } from './session';
import { vegaLiteRoutes, type VegaLiteRoutesOptions } from './vega-lite';
import { allowOnly } from '../http/allow-only';
import { errorHandler, unknownRoute } from '../http/error-handler';
import { readBody } from '../http/request-body';
import { guardOrigin, markAnswer, requireSecret } from '../http/request-guard';

export type AppOptions = {
  connections: Connections;
  session: SessionRoutesOptions;
  queries: Omit<QueryRoutesOptions, 'events'>;
  renders: Omit<RenderRoutesOptions, 'events'>;
  vegaLite: VegaLiteRoutesOptions;
  schema: SchemaRoutesOptions;
  connecting: Pick<ConnectionRoutesOptions, 'exposeSessionId' | 'admission'>;
  log: ILog;
  events: IEvents;
  /** Required in X-OmniSci-Secret; null on a unix socket, which the file system protects. */
  secret: string | null;
};

export function createApp(options: AppOptions): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.enable('case sensitive routing');
  app.enable('strict routing');

  app.use(markAnswer, readBody());
  if (options.secret !== null) {
    app.use(requireSecret(options.secret));
  }
  app.use(guardOrigin);
  app
    .route('/')
    .get((_request, response) => {
      response.json({ service: 'jupyterlab-omnisci' });
    })
    .all(allowOnly('GET, HEAD'));
  app.use(
    routesOf(
      {
        ...connectionRoutes({
          ...options.connecting,
          work: [options.queries.queries, options.renders.renders],
          connections: options.connections,
          events: options.events
        }),
        ...sessionRoutes(options.session),
        ...queryRoutes({ ...options.queries, events: options.events }),
        ...renderRoutes({ ...options.renders, events: options.events }),
        ...vegaLiteRoutes(options.vegaLite),
        ...schemaRoutes(options.schema)
      },
      options.connections
    )
  );
  app.use(unknownRoute);
  app.use(errorHandler(options.log, options.events));
  return app;
}
