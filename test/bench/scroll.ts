/**
 * Scrolling a million rows of eight columns without a GPU, and what they hold of JavaScript's heap:
 * our grid against the stock Lumino grid, and Arrow against objects, in turns in one browser.
 */
import { chromium, type Browser } from '@playwright/test';
import config from '../../playwright.config';
import { openGridPage } from '../helpers/grid-page';
import { figureOf, type Figure, type Round } from './figure';
import { heldMb } from './heap';
import { eachRound } from './rounds';
import type { Way } from './scroll-page';

const ROWS = 1_000_000;
const MEASURED_MS = 2000;

export async function benchScroll(rounds: number): Promise<Figure[]> {
  const browser = await chromium.launch(config.use?.launchOptions);
  const steps: Round[] = [];
  const jumps: Round[] = [];
  const heap: Round[] = [];
  try {
    await eachRound(rounds, async () => {
      const ours = await frameTimes(browser, 'ours');
      const stock = await frameTimes(browser, 'stock');
      steps.push({ ours: ours.steps, baseline: stock.steps });
      jumps.push({ ours: ours.jumps, baseline: stock.jumps });
      heap.push({
        ours: await heapOf(browser, 'arrow'),
        baseline: await heapOf(browser, 'objects')
      });
    });
  } finally {
    await browser.close();
  }
  return [
    figureOf(
      { name: 'frame p95, 240 px a frame', unit: 'ms', aim: 0.1 },
      steps
    ),
    figureOf({ name: 'frame p95, jumps', unit: 'ms', aim: 0.1 }, jumps),
    figureOf({ name: 'heap held by 1M rows', unit: 'MB', aim: 0.05 }, heap)
  ];
}

async function frameTimes(
  browser: Browser,
  which: 'ours' | 'stock'
): Promise<Record<Way, number>> {
  const page = await openGridPage(browser);
  try {
    await page.evaluate(([name, rows]) => window.bench.show(name, rows), [
      which,
      ROWS
    ] as const);
    const p95 = async (way: Way): Promise<number> => {
      const times = await page.evaluate(
        ([name, ms]) => window.bench.measure(name, ms),
        [way, MEASURED_MS] as const
      );
      return percentile(times, 0.95);
    };
    return { steps: await p95('steps'), jumps: await p95('jumps') };
  } finally {
    await page.close();
  }
}

/** What the rows add to an empty page. */
async function heapOf(
  browser: Browser,
  which: 'arrow' | 'objects'
): Promise<number> {
  const page = await openGridPage(browser);
  try {
    const before = await heldMb(page);
    await page.evaluate(([name, rows]) => window.bench.hold(name, rows), [
      which,
      ROWS
    ] as const);
    return (await heldMb(page)) - before;
  } finally {
    await page.close();
  }
}

function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? NaN;
}
