/** Tells when something is first to be seen in a page: looks once a frame, and marks it. */
import type { Page } from '@playwright/test';

/** A text (or nothing but a place) in a visible element. */
export type Sight = { name: string; selector: string; text: string };

/** Milliseconds of the page's own clock. */
export type Times = Record<string, number>;

/** Runs in the page, so it can use nothing from outside of itself. */
export function watch(sights: Sight[]): void {
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

/** Answers when each was first seen, once all of them were. */
export async function seen(
  page: Page,
  count: number,
  timeout = 60_000
): Promise<Times> {
  await page.waitForFunction(
    wanted =>
      performance
        .getEntriesByType('mark')
        .filter(({ name }) => name.startsWith('sight ')).length === wanted,
    count,
    { polling: 100, timeout }
  );
  return page.evaluate(() =>
    Object.fromEntries(
      performance
        .getEntriesByType('mark')
        .filter(({ name }) => name.startsWith('sight '))
        .map(({ name, startTime }) => [name.slice(6), startTime])
    )
  );
}
