/**
 * From opening the link until rows and cell are on screen, against a bare JupyterLab until its
 * launcher is: the same server, a new browser context each, in turns.
 */
import { type Browser, chromium, type Page } from '@playwright/test';
import { setTimeout as pause } from 'node:timers/promises';
import {
  type LabServer,
  QUERY,
  startLabServer,
  stopLabServer
} from '../ui/fixtures';
import config from '../../playwright.config';
import { type Figure, figureOf, median } from './figure';

/** What is waited for in the page: a text (or nothing but a place) in a visible element. */
type Sight = { name: string; selector: string; text: string };

const ROWS = {
  name: 'rows',
  selector: '.jp-OmniSciResults-status',
  text: 'rows'
};
const CELL = {
  name: 'cell',
  selector: '.jp-Notebook .jp-CodeCell',
  text: 'heavydb.connect('
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

/** Milliseconds since the navigation began. */
type Times = Record<string, number>;

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
    for (let round = 0; round < rounds; round++) {
      if (round % 2 === 0) {
        bares.push(await bare());
      }
      links.push(await link());
      if (round % 2 === 1) {
        bares.push(await bare());
      }
    }
  } finally {
    await browser.close();
    await stopLabServer(server);
  }
  return [
    figureOf(
      { name: 'link, rows and cell', unit: 'ms', aim: 1.25 },
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
    await page.waitForFunction(
      count =>
        performance
          .getEntriesByType('mark')
          .filter(({ name }) => name.startsWith('sight ')).length === count,
      sights.length,
      { polling: 100, timeout: 60_000 }
    );
    return { ...(await requestTimes(page)), ...(await sightTimes(page)) };
  } finally {
    await context.close();
    await endKernels(server);
  }
}

/** Runs in the page: looks once a frame, and marks when each sight is first there. */
function watch(sights: Sight[]): void {
  performance.setResourceTimingBufferSize(2000);
  let missing = sights;
  const look = (): void => {
    missing = missing.filter(({ name, selector, text }) => {
      const found = [...document.querySelectorAll<HTMLElement>(selector)].some(
        element =>
          element.offsetHeight > 0 && (element.textContent ?? '').includes(text)
      );
      if (found) {
        performance.mark(`sight ${name}`);
      }
      return !found;
    });
    if (missing.length > 0) {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
}

const sightTimes = (page: Page): Promise<Times> =>
  page.evaluate(() =>
    Object.fromEntries(
      performance
        .getEntriesByType('mark')
        .filter(({ name }) => name.startsWith('sight '))
        .map(({ name, startTime }) => [name.slice(6), startTime])
    )
  );

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

/** A kernel of one round would take its share of the next. */
async function endKernels({ jupyter }: LabServer): Promise<void> {
  const headers = { Authorization: `token ${jupyter.token}` };
  const sessions = new URL('api/sessions', jupyter.url);
  const answer = await fetch(sessions, { headers });
  for (const { id } of (await answer.json()) as { id: string }[]) {
    await fetch(`${sessions.href}/${id}`, { method: 'DELETE', headers });
  }
  await pause(1000);
}
