/**
 * A page with only a grid, bundled from the sources, for tests that need a real browser and no
 * Jupyter.
 */
import type { Browser, BrowserContextOptions, Page } from '@playwright/test';
import { build } from 'esbuild';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScrollPage } from '../bench/scroll-page';
import { ROOT } from './root';

declare global {
  // eslint-disable-next-line @typescript-eslint/naming-convention -- the browser's own
  interface Window {
    bench: ScrollPage;
  }
}

const STYLES = [
  'node_modules/@lumino/widgets/style/index.css',
  'style/results.css'
];

const PAGE =
  'html, body { margin: 0; height: 100% } .jp-OmniSciGrid { position: absolute; inset: 0 }';

/** Opens the page; `window.bench` has the functions of test/bench/scroll-page.ts. */
export async function openGridPage(
  browser: Browser,
  {
    theme = 'light',
    context = { viewport: { width: 1400, height: 900 } }
  }: { theme?: 'light' | 'dark'; context?: BrowserContextOptions } = {}
): Promise<Page> {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'test/bench/scroll-page.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022'
  });
  const themeStyle = `.venv/share/jupyter/lab/themes/@jupyterlab/theme-${theme}-extension/index.css`;
  const styles = [themeStyle, ...STYLES].map(path =>
    readFileSync(join(ROOT, path), 'utf8')
  );
  const page = await browser.newPage(context);
  await page.setContent(
    `<!doctype html><style>${[...styles, PAGE].join('\n')}</style>`
  );
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  return page;
}
