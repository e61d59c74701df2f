/** Where a secret could have been left: files, processes, the browser and its record of traffic. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { Place, SecretKind } from '../helpers/canaries';

/** By what it begins with, or what it matches: which secrets are there by right. */
export type Rights = [RegExp, SecretKind[]][];

const holds = (name: string, rights: Rights): SecretKind[] =>
  rights.flatMap(([pattern, kinds]) => (pattern.test(name) ? kinds : []));

/** Every file under a folder, named as seen from it. */
export function* filesUnder(top: string, rights: Rights): Generator<Place> {
  for (const entry of readdirSync(top, {
    withFileTypes: true,
    recursive: true
  })) {
    const path = join(entry.parentPath, entry.name);
    try {
      if (entry.isFile() && statSync(path).size > 0) {
        const name = relative(top, path);
        yield {
          name,
          content: readFileSync(path),
          holds: holds(name, rights)
        };
      }
    } catch {
      // It was removed meanwhile.
    }
  }
}

/**
 * Arguments and environment of every process of this machine.
 * @param rights - which secrets the environment of a process may hold, by the process itself, its
 * parent, and so on.
 */
export function* processes(
  rights: (ancestry: number[]) => SecretKind[]
): Generator<Place> {
  for (const pid of readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      const environment = readFileSync(`/proc/${pid}/environ`);
      const program = command.split('\0', 3).join(' ').slice(0, 200);
      yield { name: `the arguments of ${program}`, content: command };
      yield {
        name: `the environment of ${program}`,
        content: environment,
        holds: rights(ancestryOf(Number(pid)))
      };
    } catch {
      // It ended meanwhile.
    }
  }
}

/** In `stat` the parent stands behind the name, which may hold anything, and the state. */
function ancestryOf(pid: number): number[] {
  if (pid === 0) {
    return [];
  }
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return [pid, ...ancestryOf(Number(parent))];
}

/** What a page keeps, and what it shows in its address and history. */
export async function browserStorage(page: Page): Promise<Place[]> {
  const stored = await page.evaluate(async () => {
    const settled = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error('IndexedDB refused'));
      });
    const databases: unknown[] = [];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await settled(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        databases.push(name, store, await settled(objects.getAll()));
      }
      database.close();
    }
    return {
      IndexedDB: databases,
      localStorage: { ...localStorage },
      sessionStorage: { ...sessionStorage },
      'the cookies that scripts can read': document.cookie,
      'the address': location.href,
      'the referrer': document.referrer,
      'the history entry': history.state as unknown,
      'the addresses of what was loaded': performance
        .getEntries()
        .map(({ name }) => name),
      'the caches': await caches.keys()
    };
  });
  return Object.entries(stored).map(([name, value]) => ({
    name,
    content: JSON.stringify(value)
  }));
}

/** Collects what a page says and where it goes; the record of traffic has neither. */
export function listen(context: BrowserContext): () => Place[] {
  const heard: Place[] = [];
  const hear = (name: string, content: string | Buffer): void => {
    heard.push({ name, content });
  };
  context.on('console', message => hear('the console', message.text()));
  context.on('page', page => {
    page.on('framenavigated', frame => hear('an address', frame.url()));
    page.on('pageerror', error => hear('an error', String(error.stack)));
    page.on('websocket', socket => {
      hear('the address of a web socket', socket.url());
      socket.on('framesent', ({ payload }) => hear('a message sent', payload));
      socket.on('framereceived', ({ payload }) =>
        hear('a message received', payload)
      );
    });
  });
  return () => heard;
}

type Header = { name: string; value: string };
type Har = {
  log: {
    entries: {
      request: {
        method: string;
        url: string;
        headers: Header[];
        postData?: { text?: string };
      };
      response: {
        status: number;
        headers: Header[];
        content: { text?: string; encoding?: string };
        redirectURL?: string;
      };
    }[];
  };
};

/** Every request and answer of a HAR file: addresses, each header, bodies. */
export function* traffic(file: string, rights: Rights): Generator<Place> {
  const { log } = JSON.parse(readFileSync(file, 'utf8')) as Har;
  for (const { request, response } of log.entries) {
    const { pathname } = new URL(request.url);
    const call = `${request.method} ${pathname}`;
    const place = (part: string, content: string | Buffer): Place => {
      const name = `${part} of ${call}`;
      return { name, content, holds: holds(name, rights) };
    };
    yield place('address', request.url);
    yield place('redirect', response.redirectURL ?? '');
    yield place('request body', request.postData?.text ?? '');
    for (const { name, value } of request.headers) {
      yield place(`request header ${name.toLowerCase()}`, value);
    }
    for (const { name, value } of response.headers) {
      yield place(`answer header ${name.toLowerCase()}`, value);
    }
    const { text = '', encoding } = response.content;
    yield place(
      'answer body',
      encoding === 'base64' ? Buffer.from(text, 'base64') : text
    );
  }
}
