/**
 * From a key press to the list of completions in the page, in a JupyterLab that completes while
 * typing, on a database of 2,000 tables with 50 columns each.
 */
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import config from '../../playwright.config';
import { callHeavydb } from '../helpers/sandbox';
import { type LabServer, startLabServer, stopLabServer } from '../ui/fixtures';
import { type Figure, figureAlone } from './figure';

const TABLES = 2000;
const COLUMNS = 50;
const SAMPLES_A_ROUND = 20;
const LIMIT_MS = 50;

/** Each has 49 characters; the keys after it are the 50th and the 51st. */
const CASES = [
  {
    name: 'a column',
    before: 'SELECT f.c1, a.c2 FROM t1900 f, t1901 a WHERE a.c',
    keys: ['1', '2']
  },
  {
    name: 'a table',
    before: 'SELECT c1, c2, c3, c4, c5, c6, c7, c8 FROM t190, ',
    keys: ['t', '1']
  },
  {
    name: 'a word',
    before: 'SELECT f.c1, a.c2 FROM t1900 f, t1901 a WHERE c1=',
    keys: ['c', 'o']
  }
];

export async function benchCompletion(rounds: number): Promise<Figure[]> {
  const server = await startLabServer();
  let browser: Browser | undefined;
  try {
    await makeTables(server);
    await completeWhileTyping(server);
    browser = await chromium.launch(config.use?.launchOptions);
    const page = await openEditor(browser, server);
    const figures: Figure[] = [];
    for (const { name, before, keys } of CASES) {
      const times: number[][] = keys.map(() => []);
      await untilKnown(page, before + keys[0]!);
      for (let sample = 0; sample < rounds * SAMPLES_A_ROUND; sample++) {
        const taken = await type(page, before, keys);
        taken.forEach((time, key) => times[key]!.push(time));
      }
      figures.push(
        ...figuresOf(`completion, ${name}, 50th key`, times[0]!),
        ...figuresOf(`completion, ${name}, 51st key`, times[1]!)
      );
    }
    return figures;
  } finally {
    await browser?.close();
    await stopLabServer(server);
  }
}

function figuresOf(name: string, times: number[]): Figure[] {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
  return [
    figureAlone({ name: `${name}, p50`, unit: 'ms' }, [at(0.5)]),
    figureAlone({ name: `${name}, p95`, unit: 'ms', limit: LIMIT_MS }, [
      at(0.95)
    ])
  ];
}

async function makeTables({ sandbox, session }: LabServer): Promise<void> {
  const columns = Array.from({ length: COLUMNS }, (_, n) => `c${n} INTEGER`);
  for (let n = 0; n < TABLES; n++) {
    await callHeavydb(sandbox.httpPort, 'sql_execute', [
      session,
      `CREATE TABLE t${n} (${columns.join(', ')})`,
      true,
      '',
      -1,
      -1
    ]);
  }
}

async function completeWhileTyping({ jupyter }: LabServer): Promise<void> {
  const setting = new URL(
    'lab/api/settings/@jupyterlab/completer-extension:manager',
    jupyter.url
  );
  const answer = await fetch(setting, {
    method: 'PUT',
    headers: { Authorization: `token ${jupyter.token}` },
    body: JSON.stringify({ raw: '{"autoCompletion": true}' })
  });
  if (!answer.ok) {
    throw new Error(`The setting could not be made: ${answer.status}.`);
  }
}

async function openEditor(browser: Browser, server: LabServer): Promise<Page> {
  server.handOver();
  const context = await browser.newContext({ viewport: config.use?.viewport });
  const page = await context.newPage();
  await page.goto(server.jupyter.link('lab?omnisci&reset'));
  await expect(page.locator('.jp-Notebook .jp-CodeCell')).toBeVisible({
    timeout: 60_000
  });
  await page.locator('.jp-OmniSciSqlEditor .cm-content').click();
  await expect(
    page.locator('.jp-OmniSciSqlEditor-input.jp-mod-completer-enabled')
  ).toBeAttached();
  return page;
}

/** Until tables and columns have come: asks by hand, over and over. */
async function untilKnown(page: Page, text: string): Promise<void> {
  const item = page.locator(
    '.jp-Completer:not(.lm-mod-hidden) .jp-Completer-item'
  );
  await expect(async () => {
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.insertText(text);
    await page.keyboard.press('Control+Space');
    await expect(item.first()).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
}

/** Writes the text at once, then the keys one by one; answers how long the list took after each. */
async function type(
  page: Page,
  before: string,
  keys: readonly string[]
): Promise<number[]> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(before);
  const times: number[] = [];
  for (const key of keys) {
    const shown = page.evaluate(untilListed);
    // The page is listening once it has answered something asked after.
    await page.evaluate(() => undefined);
    await page.keyboard.press(key);
    times.push(await shown);
  }
  await page.keyboard.press('Escape');
  return times;
}

/** Runs in the page: from the next key press until items of a list are drawn anew. */
function untilListed(): Promise<number> {
  return new Promise((resolve, reject) => {
    let pressed = NaN;
    document.addEventListener(
      'keydown',
      event => {
        pressed = event.timeStamp;
      },
      { capture: true, once: true }
    );
    const list = document.querySelector('.jp-Completer')!;
    const observer = new MutationObserver(() => {
      if (list.querySelector('.jp-Completer-item') && !Number.isNaN(pressed)) {
        observer.disconnect();
        window.clearTimeout(late);
        resolve(performance.now() - pressed);
      }
    });
    observer.observe(list, { childList: true });
    const late = window.setTimeout(() => {
      observer.disconnect();
      reject(new Error('No list of completions within 10 seconds.'));
    }, 10_000);
  });
}
