/**
 * Whether a statement throws away what it does not name row by row: DROP, TRUNCATE, and DELETE or
 * UPDATE without WHERE. Pure; literals, names in quotes and comments count for nothing.
 */
import type { SqlToken } from './tokens';

export type Destruction =
  /** A table, view, database, user or anything else that has a name. */
  | 'drop'
  | 'drop-column'
  | 'truncate'
  /** Every row: there is no WHERE of its own. */
  | 'delete-all'
  | 'update-all';

/** A word in capitals, or a comma, with the number of brackets around it. */
type Part = { text: string; depth: number; isFirstInBrackets: boolean };

/** What a statement begins with, behind `WITH … AS (…)` or `EXPLAIN ANALYZE`. */
const VERBS: ReadonlySet<string> = new Set(
  'SELECT VALUES TABLE INSERT UPSERT UPDATE DELETE MERGE TRUNCATE DROP ALTER CREATE'.split(
    ' '
  )
);

/** The first such thing in the tokens of one statement; `null` if there is none. */
export function destructionIn(tokens: Iterable<SqlToken>): Destruction | null {
  const parts = partsOf(tokens);
  const start = mainVerbAt(parts);
  for (const [at, { text, isFirstInBrackets }] of parts.entries()) {
    // A common table expression of other databases can delete, too.
    const isHead = at === start || (start !== null && isFirstInBrackets);
    const found = isHead ? destructionAt(parts, at, text) : null;
    if (found && (at === start || found.endsWith('-all'))) {
      return found;
    }
  }
  return null;
}

function destructionAt(
  parts: readonly Part[],
  at: number,
  verb: string
): Destruction | null {
  switch (verb) {
    case 'DROP':
      return 'drop';
    case 'TRUNCATE':
      return 'truncate';
    case 'ALTER':
      return dropsColumn(parts.slice(at)) ? 'drop-column' : null;
    case 'DELETE':
      return hasOwnWhere(parts, at) ? null : 'delete-all';
    case 'UPDATE':
      return hasOwnWhere(parts, at) ? null : 'update-all';
    default:
      return null;
  }
}

/** One of a query within it keeps no row of it. */
function hasOwnWhere(parts: readonly Part[], verbAt: number): boolean {
  const { depth } = parts[verbAt]!;
  const behind = parts.slice(verbAt);
  const end = behind.findIndex(part => part.depth < depth);
  return behind
    .slice(0, end === -1 ? undefined : end)
    .some(part => part.text === 'WHERE' && part.depth === depth);
}

/** `ALTER TABLE t DROP COLUMN a`, and not `… ALTER COLUMN a DROP NOT NULL`. */
function dropsColumn([alter, object, ...rest]: readonly Part[]): boolean {
  return (
    object?.text === 'TABLE' &&
    rest.some(
      ({ text, depth }, at) =>
        text === 'DROP' &&
        depth === alter?.depth &&
        !['NOT', 'DEFAULT'].includes(rest[at + 1]?.text ?? '')
    )
  );
}

/** The verb of what is run; `null` where nothing is: `EXPLAIN` without `ANALYZE` only tells. */
function mainVerbAt(parts: readonly Part[], from = 0): number | null {
  const first = parts[from];
  switch (first?.text) {
    case 'EXPLAIN': {
      const at = parts.findIndex(
        ({ text }) => text === 'WITH' || VERBS.has(text)
      );
      const isRun = parts.slice(0, at).some(({ text }) => text === 'ANALYZE');
      return at > 0 && isRun ? mainVerbAt(parts, at) : null;
    }
    case 'WITH':
      return parts.findIndex(
        ({ text, depth }, at) =>
          at >= from && depth === first.depth && VERBS.has(text)
      );
    default:
      return first ? from : null;
  }
}

function partsOf(tokens: Iterable<SqlToken>): Part[] {
  const parts: Part[] = [];
  let depth = 0;
  let isFirstInBrackets = false;
  for (const { kind, text } of tokens) {
    if (kind === 'space' || kind === 'comment') {
      continue;
    }
    if (kind === 'word') {
      parts.push({ text: text.toUpperCase(), depth, isFirstInBrackets });
    } else if (text === ')') {
      depth--;
      // So that it is seen where what stood in brackets has ended.
      parts.push({ text, depth, isFirstInBrackets: false });
    } else if (text === '(') {
      depth++;
    }
    isFirstInBrackets = text === '(';
  }
  return parts;
}
