/** Builds the sandbox from its parts and opens its ports. Touches neither arguments nor signals. */
import type { Server as HttpServer } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { Database } from './engine/database.js';
import { QueryRunner } from './engine/query-runner.js';
import type { SandboxOptions } from './options.js';
import { SessionStore } from './sessions.js';
import { Handler } from './thrift/handler.js';
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
  const database = await Database.open({
    name: options.database,
    dataDir: options.dataDir,
    samples: options.samples
  });
  const sessions = new SessionStore({
    users: new Map([[options.user, options.password]]),
    databases: [options.database],
    idleMinutes: options.idleTimeoutMinutes,
    maximumMinutes: options.maxSessionMinutes
  });
  const processor = new MessageProcessor(
    new Handler({
      catalog: database.catalog,
      runner: new QueryRunner(database, () => sessions.all),
      sessions
    })
  );
  const http: HttpServer = createHttpServer(processor);
  const tcp = createTcpServer(processor);
  const [httpPort, binaryPort] = await Promise.all([
    listen(http, options.httpPort, options.host),
    listen(tcp, options.binaryPort, options.host)
  ]);
  return {
    httpPort,
    binaryPort,
    close() {
      tcp.close();
      http.close();
      http.closeAllConnections();
    }
  };
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
