/** What was requested of the database: a value, a failure, or a request on its way. */
import type { Loadable } from '../tokens';

export type Entry<T> = Loadable<T> & {
  flight: Promise<void> | null;
  /** True if it is to be requested again when it is next wanted. */
  stale: boolean;
};

export const newEntry = <T>(): Entry<T> => ({
  state: 'loading',
  value: null,
  message: '',
  flight: null,
  stale: true
});

export function entryOf<T>(
  entries: Map<string, Entry<T>>,
  name: string
): Entry<T> {
  let entry = entries.get(name);
  if (!entry) {
    entry = newEntry();
    entries.set(name, entry);
  }
  return entry;
}

export function expire(entry: Entry<unknown> | null | undefined): void {
  if (entry) {
    entry.stale = true;
  }
}

/** Failed entries count as never requested, so that a view requests them again. */
export function expireAll<T>(entries: Map<string, Entry<T>>): void {
  for (const [name, entry] of entries) {
    entry.stale = true;
    if (entry.state === 'failed') {
      entries.delete(name);
    }
  }
}
