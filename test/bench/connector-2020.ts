/**
 * The 2020 extension's way to its rows: `@mapd/connector` in the browser, Thrift's JSON over HTTP
 * from the database itself, 50,000 rows a block, row objects. Version 5.5.2 is the one that npm
 * still has. It is fetched when measured: as a dependency it would bring a tarball from GitHub.
 */
import type { Browser, Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { ROOT } from '../helpers/root';
import { heldMb } from './heap';
import { ALL_ROWS, MILLION } from './million-rows';

const BLOCK = 50_000;
const FOLDER = join(ROOT, 'build/bench');
const SCRIPT = join(FOLDER, 'package/dist/browser-connector.js');

export type Measured = { firstMs: number; allMs: number; heapMb: number };

/** A server of the page that loads the connector. */
export async function serveConnector(): Promise<http.Server> {
  if (!existsSync(SCRIPT)) {
    mkdirSync(FOLDER, { recursive: true });
    const run = (command: string, ...args: string[]): string =>
      execFileSync(command, args, {
        cwd: FOLDER,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe']
      });
    const packed = run('npm', 'pack', '--silent', '@mapd/connector@5.5.2');
    run('tar', '-xzf', packed.trim());
  }
  const script = readFileSync(SCRIPT);
  const server = http.createServer((request, response) => {
    if (request.url === '/connector.js') {
      response.setHeader('Content-Type', 'text/javascript');
      response.end(script);
    } else {
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      // The connector looks for Arrow, and uses it for dataframes alone.
      response.end(
        '<!doctype html><script>window.Arrow = {}</script><script src="/connector.js"></script>'
      );
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return server;
}

export async function measureConnector(options: {
  browser: Browser;
  server: http.Server;
  databasePort: number;
}): Promise<Measured> {
  const context = await options.browser.newContext();
  try {
    const page = await context.newPage();
    const { port } = options.server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/`);
    const before = await heldMb(page);
    const times = await readBlocks(page, options.databasePort);
    return { ...times, heapMb: (await heldMb(page)) - before };
  } finally {
    await context.close();
  }
}

type Connection = {
  connect(callback: (error: unknown, connection: Connection) => void): void;
  query(
    sql: string,
    options: { returnTiming: true },
    callback: (error: unknown, result: { results: unknown[] }) => void
  ): void;
} & Record<
  'protocol' | 'host' | 'port' | 'dbName' | 'user' | 'password',
  (value: string) => Connection
>;
type ConnectorWindow = Window & {
  MapdCon: new () => Connection;
  rows: unknown[];
};

const readBlocks = (
  page: Page,
  databasePort: number
): Promise<{ firstMs: number; allMs: number }> =>
  page.evaluate(
    async ({ port, all, block, sql }) => {
      const { MapdCon } = window as unknown as ConnectorWindow;
      const connection = await new Promise<Connection>((resolve, reject) => {
        new MapdCon()
          .protocol('http')
          .host('127.0.0.1')
          .port(String(port))
          .dbName('heavyai')
          .user('admin')
          .password('HyperInteractive')
          .connect((error, connected) =>
            error
              ? reject(new Error(JSON.stringify(error)))
              : resolve(connected)
          );
      });
      const query = (text: string): Promise<unknown[]> =>
        new Promise((resolve, reject) => {
          connection.query(text, { returnTiming: true }, (error, answer) =>
            error
              ? reject(new Error(JSON.stringify(error)))
              : resolve(answer.results)
          );
        });
      const blocks: unknown[][] = [];
      (window as unknown as ConnectorWindow).rows = blocks;
      const began = performance.now();
      let firstMs = 0;
      for (let offset = 0; offset < all; offset += block) {
        const rows = await query(`${sql} LIMIT ${block} OFFSET ${offset}`);
        if (rows.length !== block) {
          throw new Error(`A block of ${rows.length} rows.`);
        }
        blocks.push(rows);
        firstMs ||= performance.now() - began;
      }
      return { firstMs, allMs: performance.now() - began };
    },
    { port: databasePort, all: MILLION, block: BLOCK, sql: ALL_ROWS }
  );
