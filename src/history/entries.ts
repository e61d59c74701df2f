/** The history of queries: a list, newest first, and how it grows. Pure. */
import type { ExecutedStatement, StartedStatement } from '../tokens';
import { maskSecrets } from '../sql/secrets/mask-secrets';

export type HistoryEntry = Omit<ExecutedStatement, 'outcome' | 'effect'> & {
  /** A statement that was running when its page ended counts as interrupted. */
  outcome: ExecutedStatement['outcome'] | 'running' | 'interrupted';
  /** The page in which it runs; see `page-life.ts`. */
  page?: string;
  /** True if a secret was removed: the saved text cannot be run. */
  isMasked: boolean;
  /** How often it was run in a row; the other fields describe the last time. */
  count: number;
};

/** Maximum length of a saved statement; INSERTs that load data can be megabytes. */
const MAX_SQL_LENGTH = 100_000;

/** `null` if it must not be saved. */
export function entryOf(
  ran: Omit<HistoryEntry, 'isMasked' | 'count'>
): HistoryEntry | null {
  const text = ran.sql.trim();
  if (text === '' || text.length > MAX_SQL_LENGTH) {
    return null;
  }
  const { sql, isMasked } = maskSecrets(text);
  return {
    ...ran,
    sql,
    isMasked,
    count: 1,
    // Error messages often quote what failed.
    message: isMasked ? '' : ran.message
  };
}

/** Puts an entry first; replaces the first one if it is the same statement. */
export function withEntry(
  entries: readonly HistoryEntry[],
  { entry, size }: { entry: HistoryEntry; size: number }
): HistoryEntry[] {
  const [newest, ...older] = entries;
  const isAgain =
    newest?.sql === entry.sql &&
    newest.outcome !== 'running' &&
    newest.outcome !== 'interrupted';
  const next = isAgain
    ? [{ ...entry, id: newest.id, count: newest.count + 1 }, ...older]
    : [entry, ...entries];
  return next.slice(0, size);
}

/** The entries that contain every word of a search, ignoring case. */
export function searched<
  T extends { sql: string; message?: string; title?: string }
>(entries: readonly T[], search: string): readonly T[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return words.length === 0
    ? entries
    : entries.filter(({ sql, message = '', title = '' }) => {
        const text = `${sql}\n${message}\n${title}`.toLowerCase();
        return words.every(word => text.includes(word));
      });
}

export type Day = { startsAt: number; entries: HistoryEntry[] };

/** Entries grouped by the day of their last run, in the user's time zone. */
export function byDay(entries: readonly HistoryEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const startsAt = new Date(entry.startedAt).setHours(0, 0, 0, 0);
    const day = days.at(-1);
    if (day?.startsAt === startsAt) {
      day.entries.push(entry);
    } else {
      days.push({ startsAt, entries: [entry] });
    }
  }
  return days;
}

/** The entry of a statement that starts. */
export const runningEntry = (
  started: StartedStatement,
  page: string
): HistoryEntry | null =>
  entryOf({
    ...started,
    outcome: 'running',
    page,
    elapsedMs: 0,
    rows: null,
    more: false,
    message: ''
  });

/** Marks statements as interrupted if they seem to run in a page that has ended. */
export const settled = (
  entries: readonly HistoryEntry[],
  hasEnded: (page: string) => boolean
): readonly HistoryEntry[] =>
  entries.map(entry =>
    entry.outcome === 'running' && hasEnded(entry.page ?? '')
      ? { ...entry, outcome: 'interrupted' }
      : entry
  );
