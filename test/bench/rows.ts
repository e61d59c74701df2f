/**
 * A million rows, from Run in the SQL editor until all are in its grid, against the 2020 way to
 * have them: time, first rows, memory. In one browser, in turns, from one replaying database.
 */
import { type Browser, chromium, type Page } from '@playwright/test';
import config from '../../playwright.config';
import { BenchLab, endKernels } from './bench-lab';
import {
  type Measured,
  measureConnector,
  serveConnector
} from './connector-2020';
import { type Figure, figureOf } from './figure';
import { heldMb } from './heap';
import { ALL_ROWS, FIRST_NOTE, MILLION } from './million-rows';
import { seen, type Sight, watch } from './sights';

const STATUS = '.jp-OmniSciResults-status';
const SIGHTS: Sight[] = [
  { name: 'first', selector: '.jp-OmniSciResults td', text: FIRST_NOTE },
  // The line tells before that it loads so many; then the columns do not follow.
  { name: 'all', selector: STATUS, text: '1,000,000 rows ·' }
];

type Round = { ours: Measured; baseline: Measured };

export async function benchRows(rounds: number): Promise<Figure[]> {
  const lab = await BenchLab.start();
  const connector = await serveConnector();
  const browser = await chromium.launch(config.use?.launchOptions);
  const ours = (): Promise<Measured> => measureEditor(browser, lab);
  const baseline = (): Promise<Measured> =>
    measureConnector({
      browser,
      server: connector,
      databasePort: lab.database.port
    });
  try {
    // Nothing is remembered yet: the one round that has the database's own time in it.
    const first = { ours: await ours(), baseline: await baseline() };
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round++) {
      measured.push(
        round % 2 === 0
          ? { ours: await ours(), baseline: await baseline() }
          : await reversed(ours, baseline)
      );
    }
    return figures(measured, first);
  } finally {
    await browser.close();
    connector.close();
    await lab.stop();
  }
}

async function reversed(
  ours: () => Promise<Measured>,
  baseline: () => Promise<Measured>
): Promise<Round> {
  const measured = await baseline();
  return { ours: await ours(), baseline: measured };
}

function figures(rounds: Round[], first: Round): Figure[] {
  const figure = (
    about: { name: string; unit: Figure['unit']; aim?: number },
    key: keyof Measured,
    of = rounds
  ): Figure =>
    figureOf(
      about,
      of.map(({ ours, baseline }) => ({
        ours: ours[key],
        baseline: baseline[key]
      }))
    );
  return [
    figure({ name: 'rows: all in the grid', unit: 'ms', aim: 0.08 }, 'allMs'),
    figure({ name: 'rows: first on screen', unit: 'ms', aim: 0.25 }, 'firstMs'),
    figure({ name: 'rows: heap held', unit: 'MB', aim: 0.05 }, 'heapMb'),
    figure({ name: '  all, database included', unit: 'ms' }, 'allMs', [first]),
    figure({ name: '  first, database included', unit: 'ms' }, 'firstMs', [
      first
    ])
  ];
}

/** In a new context; the query that came with the session has loaded what shows rows. */
async function measureEditor(
  browser: Browser,
  lab: BenchLab
): Promise<Measured> {
  const context = await browser.newContext({ viewport: config.use?.viewport });
  try {
    const page = await context.newPage();
    await page.goto(lab.jupyter.link('lab?omnisci&reset'));
    await page
      .locator(STATUS, { hasText: '500 rows' })
      .waitFor({ timeout: 60_000 });
    await page
      .getByRole('combobox', { name: 'Row limit' })
      .selectOption(String(MILLION));
    await write(page, ALL_ROWS);
    const before = await heldMb(page);
    await page.evaluate(watchFromKey);
    await page.evaluate(watch, SIGHTS);
    await page.keyboard.press('Shift+Enter');
    const { first, all } = await seen(page, SIGHTS.length, 120_000);
    const began = await page.evaluate(
      () => performance.getEntriesByName('run')[0]?.startTime ?? NaN
    );
    return {
      firstMs: (first ?? NaN) - began,
      allMs: (all ?? NaN) - began,
      heapMb: (await heldMb(page)) - before
    };
  } finally {
    await context.close();
    await endKernels(lab);
  }
}

async function write(page: Page, sql: string): Promise<void> {
  await page.locator('.jp-OmniSciSqlEditor .cm-content').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(sql);
}

/** Runs in the page. */
function watchFromKey(): void {
  document.addEventListener(
    'keydown',
    ({ key }) => {
      if (key === 'Enter') {
        performance.mark('run');
      }
    },
    { capture: true }
  );
}
