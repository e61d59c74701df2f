/** Builds the sidecar from its configuration. Only this file constructs services. */
import {
  createServer,
  IncomingMessage,
  ServerResponse,
  type Server
} from 'node:http';
import type { Express } from 'express';
import type { Config } from './config';
import type { IEvents } from './events/event';
import type { ILog } from './log';
import { ConnectedServer } from './connections/connected-server';
import { HANDOVER } from './connections/connection-key';
import { SignInGuard } from './connections/sign-in-guard';
import { Connections } from './connections/connections';
import { DatabaseClient } from './database/database-client';
import { Statements } from './database/statements';
import { ThriftCalls } from './database/thrift-calls';
import { Transport } from './transport/transport';
import { createApp } from './routes/app';
import { queryAdmission, requestAdmission } from './admission/limits';
import { Digests } from './arrow/digest';
import { PageMemory } from './queries/page';
import { Queries } from './queries/queries';
import { Renders } from './renders/renders';
import { VegaLite } from './vega-lite/vega-lite';
import { Credentials } from './credentials/credentials';
import { AdminServers } from './servers/admin-servers';
import { resolveAllow } from './servers/server-policy';
import { chooseVariables } from './settings/product-names';
import { SessionReader } from './session/session-reader';
import { SchemaReader } from './schema/schema-reader';
import { chooseSessionManager } from './session-managers/choose-session-manager';
import type { ProcessUser } from './files/file-exposure';

export type SidecarOptions = {
  config: Config;
  log: ILog;
  events: IEvents;
  env: NodeJS.ProcessEnv;
  cwd: string;
  /** The user of the process; null on Windows. */
  user: ProcessUser | null;
  /** The bundle itself, which the worker of a session manager runs, too. */
  workerFile: string;
  typescriptLoader: string;
};

export type Sidecar = { server: Server; dispose: () => Promise<void> };

export function buildSidecar(options: SidecarOptions): Sidecar {
  const { config, log, env, user } = options;
  const names = chooseVariables(config.environment, env);
  const hasHandover =
    config.sessionFile !== '' ||
    config.sessionManager !== '' ||
    config.sessionCommand.length > 0;
  const limits = config.timeLimits;
  const transport = new Transport(limits);
  const calls = new ThriftCalls({ transport, limits });
  const database = new DatabaseClient({ calls, limits });
  const { manager, source, dispose } = chooseSessionManager(options);
  const credentials = new Credentials({ ...config.connections, user, env });
  const admin = new AdminServers(config.connections);
  const connections = new Connections({
    handover: new ConnectedServer({
      id: HANDOVER,
      sessions: new SessionReader({ manager, names, env }),
      readOnly: admin.isReadOnly(HANDOVER),
      ...{ source, database, log }
    }),
    ...config.connections,
    admin,
    allow: resolveAllow(config.connections.allow, { hasHandover, env }),
    services: { database, credentials, guard: new SignInGuard(), log }
  });
  const maxBytes = config.maxResultBytes;
  const queryTurns = queryAdmission();
  const statements = new Statements({ calls, limits, maxBytes });
  const queries = new Queries({ admission: queryTurns });
  const renders = new Renders({ database, admission: queryTurns });
  // An editor needs status and schema to open; both wait for the database.
  const admission = requestAdmission();
  const { exposeSessionId } = config;
  const app = createApp({
    connections,
    session: {
      database,
      names,
      exposeSessionId,
      limits: config.limits,
      loginUrl: config.loginUrl || undefined,
      admission: { session: requestAdmission(), status: admission }
    },
    queries: {
      queries,
      services: {
        database,
        statements,
        digests: new Digests(log),
        memory: new PageMemory(),
        maxBytes,
        maxRows: config.limits.maxRows
      }
    },
    renders: { renders, admission },
    vegaLite: {
      vegaLite: new VegaLite({ database, statements, admission: queryTurns })
    },
    schema: {
      schema: new SchemaReader({ database }),
      admission
    },
    connecting: { exposeSessionId, admission: requestAdmission() },
    log,
    events: options.events,
    secret: config.listenPort === null ? null : config.secret
  });
  return {
    server: serve(app),
    dispose: async () => {
      await Promise.all([
        queries.dispose(),
        renders.dispose(),
        credentials.dispose(),
        dispose()
      ]);
      await connections.dispose();
      transport.dispose();
    }
  };
}

/**
 * Express changes the prototype of each request and response, which costs V8 time and memory. It
 * does not change those that already have the right prototype. See docs/decisions.
 */
function serve(app: Express): Server {
  class Request extends IncomingMessage {}
  class Response extends ServerResponse {}
  Object.setPrototypeOf(Request.prototype, app.request);
  Object.setPrototypeOf(Response.prototype, app.response);
  app.request = Request.prototype as typeof app.request;
  app.response = Response.prototype as typeof app.response;
  return createServer(
    { IncomingMessage: Request, ServerResponse: Response },
    (request, response) => void app(request, response)
  );
}
