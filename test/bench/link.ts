/**
 * From opening the link until rows and cell are on screen, against a bare JupyterLab until its
 * launcher is: the same server, a new browser context each, in turns.
 */
import { type Browser, chromium, type Page } from '@playwright/test';
import {
  type LabServer,
  QUERY,
  startLabServer,
  stopLabServer
} from '../ui/fixtures';
import config from '../../playwright.config';
import { endKernels } from './bench-lab';
import { type Figure, figureOf, median } from './figure';
import { eachRound } from './rounds';
import { type Sight, seen, type Times, watch } from './sights';

const ROWS = {
  name: 'rows',
  selector: '.jp-OmniSciResults-status',
  text: 'rows'
};
const CELL = {
  name: 'cell',
  selector: '.jp-Notebook .jp-CodeCell',
  text: 'connect_session('
};
const LAUNCHER = { name: 'launcher', selector: '.jp-Launcher', text: '' };
const EDITOR = { name: 'editor', selector: '.jp-OmniSciSqlEditor', text: '' };
const NOTEBOOK = { name: 'notebook', selector: '.jp-Notebook', text: '' };

/** Requests whose beginning (`>`) and end (`<`) are told, by a part of their address. */
const REQUESTS = [
  'omnisci/status',
  'omnisci/queries',
  'api/kernelspecs',
  'api/contents',
  'api/sessions'
];

export async function benchLink(rounds: number): Promise<Figure[]> {
  const server = await startLabServer();
  server.handOver(QUERY);
  const browser = await chromium.launch(config.use?.launchOptions);
  const link = (): Promise<Times> =>
    open({ browser, server, path: 'lab?omnisci&reset', sights: LINK_SIGHTS });
  const bare = (): Promise<Times> =>
    open({ browser, server, path: 'lab?reset', sights: [LAUNCHER] });
  const links: Times[] = [];
  const bares: Times[] = [];
  try {
    // The first of each warms the server's caches, and starts the sidecar.
    await bare();
    await link();
    await eachRound(rounds, async round => {
      if (round % 2 === 0) {
        bares.push(await bare());
      }
      links.push(await link());
      if (round % 2 === 1) {
        bares.push(await bare());
      }
    });
  } finally {
    await browser.close();
    await stopLabServer(server);
  }
  return [
    figureOf(
      { name: 'link, rows and cell', unit: 'ms', aim: 0.95 },
      links.map((times, round) => ({
        ours: Math.max(times['rows'] ?? NaN, times['cell'] ?? NaN),
        baseline: bares[round]?.['launcher'] ?? NaN
      }))
    ),
    ...breakdown(links, bares)
  ];
}

const LINK_SIGHTS: Sight[] = [EDITOR, NOTEBOOK, ROWS, CELL];

/** When each step of the way was reached, where there is one, on both ways. */
function breakdown(links: Times[], bares: Times[]): Figure[] {
  const names = Object.keys(links[0] ?? {});
  const when = (all: Times[], name: string): number =>
    median(all.map(times => times[name] ?? NaN));
  return names
    .map(name => ({
      name: `  ${name}`,
      unit: 'ms' as const,
      ours: when(links, name),
      baseline: when(bares, name),
      ratio: NaN,
      aim: 0
    }))
    .sort((a, b) => a.ours - b.ours);
}

type Visit = {
  browser: Browser;
  server: LabServer;
  path: string;
  sights: Sight[];
};

async function open({ browser, server, path, sights }: Visit): Promise<Times> {
  const context = await browser.newContext({ viewport: config.use?.viewport });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch, sights);
    await page.goto(server.jupyter.link(path), { waitUntil: 'commit' });
    const sightTimes = await seen(page, sights.length);
    return { ...(await requestTimes(page)), ...sightTimes };
  } finally {
    await context.close();
    await endKernels(server);
  }
}

const requestTimes = (page: Page): Promise<Times> =>
  page.evaluate(parts => {
    const entries = performance.getEntriesByType(
      'resource'
    ) as PerformanceResourceTiming[];
    return Object.fromEntries(
      parts.flatMap(part => {
        const first = entries.find(({ name }) => name.includes(part));
        return first
          ? [
              [`> ${part}`, first.startTime],
              [`< ${part}`, first.responseEnd]
            ]
          : [];
      })
    );
  }, REQUESTS);
