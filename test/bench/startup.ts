/**
 * What JupyterLab loads because this extension is installed, before anybody uses it: every file of
 * the extension that a browser fetches on its way to the launcher, compressed as a server would.
 */
import { chromium, type Page } from '@playwright/test';
import { gzipSync } from 'node:zlib';
import config from '../../playwright.config';
import { startLabServer, stopLabServer } from '../ui/fixtures';
import { type Figure, figureAlone } from './figure';

const OURS = '/extensions/jupyterlab-omnisci/';
/** Longer than JupyterLab takes for what it loads once the launcher is there. */
const AFTERWARDS_MS = 5000;

/** Files do not wander; one visit tells. */
export async function benchStartup(): Promise<Figure[]> {
  const server = await startLabServer();
  const browser = await chromium.launch(config.use?.launchOptions);
  try {
    const page = await browser.newPage();
    const files = filesOf(page);
    await page.goto(server.jupyter.link('lab?reset'));
    await page.locator('.jp-Launcher').waitFor();
    await page.waitForTimeout(AFTERWARDS_MS);
    const sizes = await Promise.all(files);
    if (sizes.length === 0) {
      throw new Error('JupyterLab fetched nothing of this extension.');
    }
    const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
    return [
      figureAlone(
        { name: 'startup: code loaded, gzip', unit: 'kB', limit: 20 },
        [total / 1000]
      ),
      ...sizes
        .sort((a, b) => b.bytes - a.bytes)
        .map(({ name, bytes }) =>
          figureAlone({ name: `  ${name}`, unit: 'kB' }, [bytes / 1000])
        )
    ];
  } finally {
    await browser.close();
    await stopLabServer(server);
  }
}

type Size = { name: string; bytes: number };

function filesOf(page: Page): Promise<Size>[] {
  const files: Promise<Size>[] = [];
  page.on('response', response => {
    const { pathname } = new URL(response.url());
    if (pathname.includes(OURS) && response.ok()) {
      const size = response.body().then(body => ({
        name: nameOf(pathname),
        bytes: gzipSync(body).length
      }));
      files.push(size);
    }
  });
  return files;
}

/** Without folder, and without the digest that changes with every build. */
const nameOf = (path: string): string =>
  path
    .slice(path.lastIndexOf('/') + 1)
    .replace(/(?<=^\w+\.)[0-9a-f]{16,}\./, '');
