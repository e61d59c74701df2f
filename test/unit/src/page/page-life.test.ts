import { expect, test } from 'vitest';
import { PageLife } from '../../../../src/page/page-life';

/** The locks of one browser, as far as a page that ends lets go of them. */
class Locks {
  readonly held = new Set<string>();

  request = (name: string): Promise<void> => {
    this.held.add(name);
    return new Promise(() => undefined);
  };

  query = (): Promise<LockManagerSnapshot> =>
    Promise.resolve({
      held: [...this.held].map(name => ({ name })),
      pending: []
    });
}

/** What a tab of the browser keeps. */
class Tab {
  readonly items = new Map<string, string>();

  getItem = (key: string): string | null => this.items.get(key) ?? null;

  setItem = (key: string, value: string): void => {
    this.items.set(key, value);
  };
}

const pageOf = (locks: Locks | undefined, storage = new Tab()): PageLife =>
  new PageLife({
    locks: locks,
    storage
  });

test('a page has ended when the browser has taken its lock away', async () => {
  const locks = new Locks();
  const [mine, other] = [pageOf(locks), pageOf(locks)];
  expect((await mine.ended())(other.id)).toBe(false);
  expect((await mine.ended())(mine.id)).toBe(false);
  locks.held.delete(`jupyterlab-omnisci:page:${other.id}`);
  expect((await mine.ended())(other.id)).toBe(true);
});

test('without locks only the page that this tab showed before is known to have ended', async () => {
  const tab = new Tab();
  const before = pageOf(undefined, tab);
  const elsewhere = pageOf(undefined);
  const ended = await pageOf(undefined, tab).ended();
  expect(ended(before.id)).toBe(true);
  expect(ended(elsewhere.id)).toBe(false);
});

test('a browser that keeps nothing, or refuses to tell of its locks, is no fault', async () => {
  const refuse = (): never => {
    throw new DOMException('The operation is insecure.', 'SecurityError');
  };
  const page = new PageLife({
    locks: {
      request: () => new Promise<never>(() => undefined),
      query: refuse
    },
    storage: { getItem: refuse, setItem: refuse }
  });
  expect((await page.ended())('another')).toBe(false);
});
