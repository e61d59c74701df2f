/**
 * A million rows, from Run in the SQL editor until all are in its grid, against the 2020 way to
 * have them: time, first rows, memory. And against the floors: the same bytes, without a sidecar
 * and without a grid. In one browser, in turns, from one replaying database.
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
import { Floors } from './floors/floors';
import { heldMb } from './heap';
import { ALL_ROWS, FIRST_NOTE, MILLION } from './million-rows';
import { PageReader } from './page-reader';
import { eachRound } from './rounds';
import { seen, type Sight, watch } from './sights';

const STATUS = '.jp-OmniSciResults-status';
const SIGHTS: Sight[] = [
  { name: 'first', selector: '.jp-OmniSciResults td', text: FIRST_NOTE },
  // The line tells before that it loads so many; then the columns do not follow.
  { name: 'all', selector: STATUS, text: '1,000,000 rows ·' }
];

type Round = {
  ours: Measured;
  old: Measured;
  proxyMs: number;
  streamMs: number;
};

export async function benchRows(rounds: number): Promise<Figure[]> {
  const lab = await BenchLab.start();
  const connector = await serveConnector();
  const floors = await Floors.start(await bytesOf(lab));
  const browser = await chromium.launch(config.use?.launchOptions);
  const measured: Partial<Round> = {};
  const ways = [
    async () => (measured.ours = await measureEditor(browser, lab)),
    async () =>
      (measured.old = await measureConnector({
        ...{ browser, server: connector, databasePort: lab.database.port }
      })),
    async () => (measured.proxyMs = await floors.stockProxy(browser)),
    async () => (measured.streamMs = await floors.stream(browser))
  ];
  const measureFrom = async (first: number): Promise<Round> => {
    for (let turn = 0; turn < ways.length; turn++) {
      await ways[(first + turn) % ways.length]!();
    }
    return { ...measured } as Round;
  };
  try {
    // The 2020 way's answers are not remembered yet: here the database's own time is in them.
    await measureFrom(0);
    const all: Round[] = [];
    await eachRound(rounds, async round => {
      all.push(await measureFrom(round));
    });
    return figuresOf(all);
  } finally {
    await browser.close();
    connector.close();
    await floors.stop();
    await lab.stop();
  }
}

/** What the sidecar passes on to the browser. */
async function bytesOf(lab: BenchLab): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const reader = new PageReader(lab.place);
  try {
    await reader.readAll(ALL_ROWS, piece => pieces.push(piece));
  } finally {
    reader.dispose();
  }
  return Buffer.concat(pieces);
}

function figuresOf(rounds: Round[]): Figure[] {
  const toOld = (
    about: Pick<Figure, 'name' | 'unit' | 'aim'>,
    key: keyof Measured
  ): Figure =>
    figureOf(
      about,
      rounds.map(({ ours, old }) => ({ ours: ours[key], baseline: old[key] }))
    );
  const toFloor = (
    name: string,
    aim: number,
    key: 'proxyMs' | 'streamMs'
  ): Figure =>
    figureOf(
      { name: `rows: all, to floor: ${name}`, unit: 'ms', aim },
      rounds.map(round => ({ ours: round.ours.allMs, baseline: round[key] }))
    );
  return [
    toOld(
      { name: 'rows: all, to the 2020 way', unit: 'ms', aim: 0.25 },
      'allMs'
    ),
    toFloor('stock proxy', 0.9, 'proxyMs'),
    toFloor('stream', 2, 'streamMs'),
    toOld(
      { name: 'rows: first, to the 2020 way', unit: 'ms', aim: 0.3 },
      'firstMs'
    ),
    toOld({ name: 'rows: heap held', unit: 'MB', aim: 0.05 }, 'heapMb')
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
