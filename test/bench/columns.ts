/**
 * From Run to the first paint of a result of 5,000 columns, against one of 50: in turns in one
 * page, with the replaying database, which takes the time of neither.
 */
import { chromium, type Page } from '@playwright/test';
import config from '../../playwright.config';
import { callHeavydb } from '../helpers/sandbox';
import { BenchLab } from './bench-lab';
import { type Figure, figureOf, type Round } from './figure';
import { eachRound } from './rounds';

const MANY = 5_000;
const FEW = 50;
const ROWS = 200;

export async function benchColumns(rounds: number): Promise<Figure[]> {
  const lab = await BenchLab.start();
  const browser = await chromium.launch(config.use?.launchOptions);
  const measured: Round[] = [];
  try {
    await makeTables(lab);
    const page = await browser.newPage({ viewport: config.use?.viewport });
    await page.goto(lab.jupyter.link('lab?omnisci&reset'));
    await page
      .locator('.jp-OmniSciResults-status', { hasText: '500 rows' })
      .waitFor({ timeout: 60_000 });
    // The database's own time is in the first reading only.
    await runToPaint(page, MANY);
    await runToPaint(page, FEW);
    await eachRound(rounds, async () => {
      measured.push({
        ours: await runToPaint(page, MANY),
        baseline: await runToPaint(page, FEW)
      });
    });
  } finally {
    await browser.close();
    await lab.stop();
  }
  return [
    figureOf(
      { name: 'columns: 5,000 on screen, to 50', unit: 'ms', aim: 2 },
      measured
    )
  ];
}

async function makeTables({ sandbox, session }: BenchLab): Promise<void> {
  const execute = (sql: string): Promise<unknown> =>
    callHeavydb(sandbox.httpPort, 'sql_execute', [
      ...[session, sql, true, '', -1, -1]
    ]);
  for (const columns of [MANY, FEW]) {
    const numbers = Array.from({ length: columns }, (_, n) => n);
    const names = numbers.map(n => `of_${columns}_c${n} INTEGER`);
    const values = numbers.map(n => `i * ${n}`);
    await execute(`CREATE TABLE wide_${columns} (${names.join(', ')})`);
    await execute(
      `INSERT INTO wide_${columns} SELECT ${values.join(', ')} FROM range(${ROWS}) AS t(i)`
    );
  }
}

async function runToPaint(page: Page, columns: number): Promise<number> {
  await page.locator('.jp-OmniSciSqlEditor .cm-content').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(`SELECT * FROM wide_${columns}`);
  const painted = page.evaluate(untilPainted, `of_${columns}_c0`);
  // The page is listening once it has answered something asked after.
  await page.evaluate(() => undefined);
  await page.keyboard.press('Shift+Enter');
  return painted;
}

/** Runs in the page: from the key until the frame after the header is there. */
function untilPainted(header: string): Promise<number> {
  return new Promise(resolve => {
    let pressed = NaN;
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        pressed = timeStamp;
      },
      { capture: true, once: true }
    );
    const look = (): void => {
      const first = document.querySelector('.jp-OmniSciGrid-name');
      if (first?.textContent?.startsWith(header)) {
        requestAnimationFrame(() => resolve(performance.now() - pressed));
      } else {
        requestAnimationFrame(look);
      }
    };
    requestAnimationFrame(look);
  });
}
