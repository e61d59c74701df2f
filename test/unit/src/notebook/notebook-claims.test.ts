import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  notebookClaims,
  type INotebookClaims
} from '../../../../src/notebook/notebook-claims';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Pages of one browser; `leave` ends one as closing its tab does. */
type Browser = {
  open: (baseUrl?: string) => { claims: INotebookClaims; leave: () => void };
};

/** Locks as the Web Locks API has them: asked for if available, held until a promise resolves. */
function browserWithLocks(): Browser {
  const held = new Set<string>();
  return {
    open: (baseUrl = '/') => {
      const own = new Set<string>();
      const request = async (
        name: string,
        _: object,
        work: (lock: object | null) => Promise<void> | null
      ): Promise<void> => {
        if (held.has(name)) {
          await work(null);
          return;
        }
        held.add(name);
        own.add(name);
        await work({ name });
        held.delete(name);
      };
      const locks = { request } as unknown as LockManager;
      return {
        claims: notebookClaims({
          baseUrl,
          locks,
          storage: localStorageOf(new Map()),
          page: new EventTarget()
        }),
        leave: () => own.forEach(name => held.delete(name))
      };
    }
  };
}

function browserWithoutLocks(): Browser {
  const stored = new Map<string, string>();
  return {
    open: (baseUrl = '/') => {
      const page = new EventTarget();
      return {
        claims: notebookClaims({
          baseUrl,
          locks: undefined,
          storage: localStorageOf(stored),
          page
        }),
        leave: () => void page.dispatchEvent(new Event('pagehide'))
      };
    }
  };
}

const localStorageOf = (stored: Map<string, string>) => ({
  getItem: (key: string) => stored.get(key) ?? null,
  setItem: (key: string, value: string) => void stored.set(key, value),
  removeItem: (key: string) => void stored.delete(key)
});

const PATH = 'work/Untitled.ipynb';

test.each<[string, () => Browser]>([
  ['at https or localhost', browserWithLocks],
  ['at plain http', browserWithoutLocks]
])('%s one page at a time has a notebook', async (_, newBrowser) => {
  const browser = newBrowser();
  const [one, two] = [browser.open(), browser.open()];
  expect(
    await Promise.all([one, two].map(({ claims }) => claims.claim(PATH)))
  ).toEqual([true, false]);
  expect(await one.claims.claim(PATH)).toBe(true);
  expect(await two.claims.claim('other.ipynb')).toBe(true);
  expect(await browser.open('/user/eve/').claims.claim(PATH)).toBe(true);

  one.claims.release(PATH);
  await vi.advanceTimersByTimeAsync(0);
  expect(await two.claims.claim(PATH)).toBe(true);
  expect(await one.claims.claim(PATH)).toBe(false);

  two.leave();
  expect(await one.claims.claim(PATH)).toBe(true);
});

test('at plain http a page keeps what it has for hours, and one that crashed for minutes', async () => {
  const browser = browserWithoutLocks();
  const [one, two] = [browser.open(), browser.open()];
  await one.claims.claim(PATH);
  await vi.advanceTimersByTimeAsync(3_600_000);
  expect(await two.claims.claim(PATH)).toBe(false);
  // Without its timers, which end with it.
  vi.setSystemTime(Date.now() + 300_000);
  expect(await two.claims.claim(PATH)).toBe(true);
});
