/**
 * A key in a long script: from the key press until the frame that shows it is over, in an editor of
 * 600 kB against one of 1 kB, in turns in one browser.
 */
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import config from '../../playwright.config';
import { type LabServer, startLabServer, stopLabServer } from '../ui/fixtures';
import { type Figure, figureOf, type Round } from './figure';
import { eachRound } from './rounds';

const LONG = 600_000;
const SHORT = 1_000;
/** Bursts of keys, as of somebody who types a word and thinks. */
const BURSTS = 8;
const KEYS_A_BURST = 6;
const BETWEEN_KEYS_MS = 90;
/** Longer than every pause after which the editor does something with its text. */
const BETWEEN_BURSTS_MS = [650, 1150, 520, 380];
const LIMIT_MS = 50;

export async function benchTyping(rounds: number): Promise<Figure[]> {
  const server = await startLabServer();
  let browser: Browser | undefined;
  try {
    const launched = await chromium.launch(config.use?.launchOptions);
    browser = launched;
    const medians: Round[] = [];
    const slow: Round[] = [];
    await eachRound(rounds, async () => {
      const ours = await keyTimes(launched, server, script(LONG));
      const baseline = await keyTimes(launched, server, script(SHORT));
      medians.push({ ours: at(ours, 0.5), baseline: at(baseline, 0.5) });
      slow.push({ ours: at(ours, 0.95), baseline: at(baseline, 0.95) });
    });
    return [
      figureOf({ name: 'typing: key in 600 kB, p50', unit: 'ms' }, medians),
      figureOf(
        { name: 'typing: key in 600 kB, p95', unit: 'ms', limit: LIMIT_MS },
        slow
      )
    ];
  } finally {
    await browser?.close();
    await stopLabServer(server);
  }
}

/** Queries and data, and now and then a statement with a password. */
function script(length: number): string {
  let text = '';
  for (let n = 0; text.length < length; n++) {
    text +=
      n % 50 === 7
        ? `CREATE USER user_${n} (password = 'secret ${n}', is_super = 'false');\n`
        : n % 3 === 0
          ? `INSERT INTO notes VALUES (${n}, 'it''s a note', '2020-01-01 00:00:00');\n`
          : `SELECT origin, count(*) AS flights -- of a day\nFROM flights WHERE delay > ${n} GROUP BY origin;\n`;
  }
  return text;
}

async function keyTimes(
  browser: Browser,
  server: LabServer,
  text: string
): Promise<number[]> {
  const context = await browser.newContext({ viewport: config.use?.viewport });
  try {
    const page = await openEditor(await context.newPage(), server, text);
    return await typeKeys(page);
  } finally {
    await context.close();
  }
}

async function openEditor(
  page: Page,
  server: LabServer,
  text: string
): Promise<Page> {
  server.handOver();
  await page.goto(server.jupyter.link('lab?omnisci&reset'));
  await expect(page.locator('.jp-Notebook .jp-CodeCell')).toBeVisible({
    timeout: 60_000
  });
  await page.locator('.jp-OmniSciSqlEditor .cm-content').click();
  await page.evaluate(paste, text);
  await page.keyboard.press('ControlOrMeta+Home');
  for (let line = 0; line < 12; line++) {
    await page.keyboard.press('ArrowDown');
  }
  // What pasting so much brings with it is over: saving, colouring.
  await page.waitForTimeout(5000);
  return page;
}

/** Runs in the page. */
function paste(text: string): void {
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.querySelector('.jp-OmniSciSqlEditor .cm-content')!.dispatchEvent(
    new ClipboardEvent('paste', {
      ...{ clipboardData, bubbles: true, cancelable: true }
    })
  );
}

/** Milliseconds of each key. */
async function typeKeys(page: Page): Promise<number[]> {
  await page.evaluate(watchKeys);
  for (let burst = 0; burst < BURSTS; burst++) {
    for (let key = 0; key < KEYS_A_BURST; key++) {
      await page.keyboard.press('abcdefgh'.charAt(key));
      await page.waitForTimeout(BETWEEN_KEYS_MS);
    }
    await page.waitForTimeout(
      BETWEEN_BURSTS_MS[burst % BETWEEN_BURSTS_MS.length]!
    );
  }
  return page.evaluate(() =>
    performance.getEntriesByName('key').map(({ duration }) => duration)
  );
}

/** Runs in the page: measures each key to the task after its frame. */
function watchKeys(): void {
  document.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port2.onmessage = () =>
          performance.measure('key', { start: timeStamp });
        port1.postMessage(null);
      });
    },
    { capture: true }
  );
}

function at(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
}
