/** Builds the sandbox from its parts and opens its ports. Touches neither arguments nor signals. */
import { readFileSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { Database } from './engine/database.js';
import { QueryRunner } from './engine/query-runner.js';
import { findSpatialExtension } from './engine/spatial.js';
import { SAMPLE_TABLES } from './engine/samples/sample-tables.js';
import { WEATHER_TABLES } from './engine/samples/weather-tables.js';
import type { SandboxOptions } from './options.js';
import { Renderer } from './render/renderer.js';
import { SessionStore } from './sessions.js';
import { SystemCatalog } from './system-catalog.js';
import { createHandler } from './thrift/handler.js';
import { createHttpServer } from './thrift/http-server.js';
import { MessageProcessor } from './thrift/message.js';
import { createTcpServer } from './thrift/tcp-server.js';

export interface IRunningSandbox {
  httpPort: number;
  binaryPort: number;
  close(): void;
}

export async function openSandbox(
  options: SandboxOptions
): Promise<IRunningSandbox> {
  const spatial = options.spatialExtension ?? findSpatialExtension('.');
  const systemCatalog = await openSystemCatalog(options, spatial);
  const sessions = new SessionStore({
    systemCatalog,
    idleMinutes: options.idleTimeoutMinutes,
    maximumMinutes: options.maxSessionMinutes
  });
  const renderer = options.rendering ? new Renderer() : null;
  const processor = new MessageProcessor(
    createHandler({
      runner: new QueryRunner({
        systemCatalog,
        sessions,
        openDatabase: name => Database.open({ name, spatial })
      }),
      sessions,
      systemCatalog,
      renderer
    })
  );
  const tls = options.tls && {
    cert: readFileSync(options.tls.cert),
    key: readFileSync(options.tls.key)
  };
  const http = createHttpServer(processor, tls);
  const tcp = createTcpServer(processor, tls);
  const [httpPort, binaryPort] = await Promise.all([
    listen(http, options.httpPort, options.host),
    listen(tcp, options.binaryPort, options.host)
  ]);
  return {
    httpPort,
    binaryPort,
    close() {
      renderer?.close();
      tcp.close();
      http.close();
      http.closeAllConnections();
    }
  };
}

/** The superuser owns the databases that the options name. */
async function openSystemCatalog(
  { databases, users, samples, dataDir }: SandboxOptions,
  spatial: string | undefined
): Promise<SystemCatalog> {
  const systemCatalog = new SystemCatalog();
  const added = users.map(({ name, password, databases: own = databases }) => ({
    user: systemCatalog.addUser(name, password),
    own
  }));
  const [first] = added;
  if (!first) {
    throw new Error('The sandbox needs at least one user.');
  }
  for (const [index, name] of databases.entries()) {
    const tables = index === 0 ? SAMPLE_TABLES : WEATHER_TABLES;
    systemCatalog.addDatabase(
      await Database.open({
        name,
        samples: samples ? { tables, dataDir } : undefined,
        spatial
      }),
      first.user,
      added.filter(({ own }) => own.includes(name)).map(({ user }) => user)
    );
  }
  return systemCatalog;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
