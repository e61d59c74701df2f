/** Pictures of JupyterLab: for somebody to look at, and for the documents. */
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { ROOT } from '../helpers/root';

/** OMNISCI_TAKE_PICTURES=1 renews the pictures of the documents. */
const isForDocuments = process.env['OMNISCI_TAKE_PICTURES'] !== undefined;

/** The documents show some of what the tests see. */
const SHOWN: ReadonlySet<string> = new Set([
  'workspace',
  'missing-session',
  'query-error',
  'running',
  'schema',
  'chart',
  'connections',
  'sign-in',
  'sql-cell',
  'vega',
  'vega-output'
]);

/** What is tested is the same in both. */
export const THEMES = isForDocuments
  ? (['light', 'dark'] as const)
  : (['light'] as const);

/** @param name - without the theme, which is that of the page. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const isLight = await page
    .locator('body')
    .getAttribute('data-jp-theme-light');
  const theme = isLight === 'false' ? 'dark' : 'light';
  const folder =
    isForDocuments && SHOWN.has(name) ? 'docs/images' : 'build/pictures';
  await page.screenshot({ path: join(ROOT, folder, `${name}-${theme}.png`) });
}
