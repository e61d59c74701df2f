/**
 * What the way of the rows can cost at least: the same bytes from a bare Node server, through stock
 * jupyter-server-proxy page by page, and through a handler of tornado that passes one stream on.
 */
import type { Browser, Page } from '@playwright/test';
import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type http from 'node:http';
import { delimiter, join } from 'node:path';
import { Jupyter, JupyterFolders } from '../../helpers/jupyter';
import { testPython } from '../../helpers/python';
import { ROOT } from '../../helpers/root';
import { MILLION } from '../million-rows';
import { PAGE_BYTES, portOf, serveBytes } from './bytes-server';
import type { FloorReading, FloorWindow } from './floor-page';

const HERE = join(ROOT, 'test/bench/floors');
const LOCK = join(ROOT, 'requirements/bench.txt');
const STOCK_PROXY = join(ROOT, 'build/bench/stock-proxy');

export class Floors {
  private constructor(
    private readonly server: http.Server,
    private readonly jupyter: Jupyter,
    private readonly bytes: number
  ) {}

  /** @param bytes - an Arrow stream of a million rows */
  static async start(bytes: Buffer): Promise<Floors> {
    const server = await serveBytes(bytes, await pageScript());
    const jupyter = await Jupyter.start(new JupyterFolders(), {
      module: 'jupyter_server',
      config: {
        ServerApp: {
          jpserver_extensions: {
            jupyter_server_proxy: true,
            floor_stream: true
          }
        }
      },
      env: {
        PYTHONPATH: [stockProxy(), HERE].join(delimiter),
        FLOOR_PORT: String(portOf(server))
      }
    });
    return new Floors(server, jupyter, bytes.length);
  }

  /** Milliseconds of the pages of 4 MiB, one after another. */
  stockProxy(browser: Browser): Promise<number> {
    return this.measure(browser, (page, base) =>
      page.evaluate(
        options => (window as unknown as FloorWindow).readPages(options),
        {
          url: `${base}proxy/${portOf(this.server)}/pages`,
          pages: Math.ceil(this.bytes / PAGE_BYTES),
          bytes: this.bytes
        }
      )
    );
  }

  /** Milliseconds of one GET, passed on by tornado. */
  stream(browser: Browser): Promise<number> {
    return this.measure(browser, (page, base) =>
      page.evaluate(
        url => (window as unknown as FloorWindow).readWhole(url),
        `${base}floor/stream`
      )
    );
  }

  async stop(): Promise<void> {
    await this.jupyter.stop();
    this.server.closeAllConnections();
    this.server.close();
  }

  /** In a new context, like the others. */
  private async measure(
    browser: Browser,
    read: (page: Page, base: string) => Promise<FloorReading>
  ): Promise<number> {
    const context = await browser.newContext();
    try {
      const page = await context.newPage();
      await page.goto(this.jupyter.link(`proxy/${portOf(this.server)}/`));
      const { rows, ms } = await read(page, this.jupyter.url);
      if (rows !== MILLION) {
        throw new Error(`There were ${rows} rows.`);
      }
      return ms;
    } finally {
      await context.close();
    }
  }
}

async function pageScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(HERE, 'floor-page.ts')],
    ...{ bundle: true, write: false, minify: true, format: 'iife' }
  });
  return outputFiles[0]!.text;
}

/** A folder with the versions of the lock, which is installed again when the lock has changed. */
function stockProxy(): string {
  const lock = readFileSync(LOCK, 'utf8');
  const digest = createHash('sha256').update(lock).digest('hex').slice(0, 12);
  const folder = `${STOCK_PROXY}-${digest}`;
  if (!existsSync(folder)) {
    execFileSync(
      testPython(),
      [
        ...['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'],
        ...['--no-deps', '--target', folder, '-r', LOCK]
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] }
    );
  }
  return folder;
}
