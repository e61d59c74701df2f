/**
 * Classifies a statement by its words. Only this file decides whether a statement may run unasked,
 * run again, or be a subquery. Pure; the database has the last word.
 */
import { scanTokens, type SqlToken } from './tokens';

/** Words between the verb and the object: `CREATE OR REPLACE TEMPORARY TABLE`. */
const NOUNS = ['TABLE', 'VIEW', 'DATABASE', 'USER', 'ROLE'] as const;

export type StatementNoun = (typeof NOUNS)[number];

/** What a statement may change; in doubt, more than it does. */
export type StatementEffect =
  /** It only reads. It may run unasked, and any number of times. */
  | 'none'
  /** The rows of a table, or their number. */
  | 'rows'
  /** Tables, views, columns or rights, and with them rows. */
  | 'schema'
  /** The meaning of later statements of the same session. */
  | 'session'
  /** Files, memory, or the queries of others. */
  | 'other';

export type StatementKind = {
  /** The first word in capitals; empty if there is none. */
  verb: string;
  noun: StatementNoun | null;
  /** True for `IF EXISTS` and `IF NOT EXISTS`: the statement may have changed nothing. */
  isConditional: boolean;
  effect: StatementEffect;
  /** True for a query: it reads rows and can be a subquery. */
  isQuery: boolean;
};

/**
 * The statements of HeavyDB (heavyai/heavydb, Parser/ParserWrapper.cpp). All others count as
 * changes of the schema.
 */
const EFFECTS: ReadonlyMap<string, StatementEffect> = new Map([
  ['SHOW', 'none'],
  ['DESCRIBE', 'none'],
  ['DESC', 'none'],
  ['SELECT', 'none'],
  ['WITH', 'none'],
  ['VALUES', 'none'],
  ['TABLE', 'none'],
  ['INSERT', 'rows'],
  ['UPSERT', 'rows'],
  ['UPDATE', 'rows'],
  ['DELETE', 'rows'],
  ['MERGE', 'rows'],
  ['TRUNCATE', 'rows'],
  ['OPTIMIZE', 'rows'],
  ['REFRESH', 'rows'],
  ['KILL', 'other'],
  ['VALIDATE', 'other'],
  ['ARCHIVE', 'other'],
  ['DUMP', 'other'],
  ['COPY', 'schema'],
  ['CREATE', 'schema'],
  ['DROP', 'schema'],
  ['ALTER', 'schema'],
  ['RENAME', 'schema'],
  ['RESTORE', 'schema'],
  ['REASSIGN', 'schema'],
  ['GRANT', 'schema'],
  ['REVOKE', 'schema']
]);

const QUERIES: ReadonlySet<string> = new Set([
  'SELECT',
  'WITH',
  'VALUES',
  'TABLE'
]);

/**
 * Other databases let a query change data: `WITH … INSERT`, `SELECT … INTO t`, `… FOR UPDATE`. All
 * these words are reserved in HeavyDB, so no column of a query has such a name without quotes.
 */
const CHANGES: ReadonlySet<string> = new Set([
  'INTO',
  'INSERT',
  'UPSERT',
  'UPDATE',
  'DELETE',
  'MERGE'
]);

/** The kind of a text that is one statement. Reads no more of it than is needed. */
export const statementKind = (sql: string): StatementKind =>
  kindOf({ [Symbol.iterator]: () => scanTokens(sql) });

/** @param tokens - of one statement; they may be read several times. */
export function kindOf(tokens: Iterable<SqlToken>): StatementKind {
  const words = leadingWords(tokens);
  const verb = words[0] ?? '';
  const alone = effectOf(tokens, words);
  const effect = alone === 'none' && goesOn(tokens) ? 'schema' : alone;
  return {
    verb,
    noun: NOUNS.find(noun => words.slice(1, 4).includes(noun)) ?? null,
    isConditional: words.includes('IF'),
    effect,
    isQuery: QUERIES.has(verb) && effect === 'none'
  };
}

const isSessionChange = ([verb, object]: readonly string[]): boolean =>
  verb === 'ALTER' && object === 'SESSION';

function effectOf(
  tokens: Iterable<SqlToken>,
  words: readonly string[]
): StatementEffect {
  const [verb = '', object = ''] = words;
  switch (verb) {
    case 'EXPLAIN':
      return effectOfExplained(tokens);
    case 'ALTER':
      return isSessionChange(words)
        ? 'session'
        : object === 'SYSTEM'
          ? 'other'
          : 'schema';
    case 'COPY':
      // `COPY (query) TO file` and `COPY table FROM file`, which may create the table.
      return [...wordsIn(tokens)].includes('TO') ? 'other' : 'schema';
  }
  if (QUERIES.has(verb)) {
    return changesWithin(tokens) ? 'schema' : 'none';
  }
  return EFFECTS.get(verb) ?? 'schema';
}

/** `EXPLAIN ANALYZE` runs the explained statement, so it counts as that statement. */
function effectOfExplained(tokens: Iterable<SqlToken>): StatementEffect {
  for (const word of wordsIn(tokens)) {
    const effect = EFFECTS.get(word);
    if (effect) {
      return effect === 'none' && changesWithin(tokens) ? 'schema' : effect;
    }
  }
  return 'schema';
}

function changesWithin(tokens: Iterable<SqlToken>): boolean {
  for (const word of wordsIn(tokens)) {
    if (CHANGES.has(word)) {
      return true;
    }
  }
  return false;
}

/** True if another statement may follow: `SELECT 1; DROP TABLE t`. What it changes is not read. */
function goesOn(tokens: Iterable<SqlToken>): boolean {
  let hasBegun = false;
  let hasEnded = false;
  for (const { kind, text } of tokens) {
    if (kind === 'space' || kind === 'comment') {
      continue;
    }
    const isEnd = text === ';';
    if (hasEnded && !isEnd) {
      return true;
    }
    hasBegun ||= !isEnd;
    hasEnded = hasBegun && isEnd;
  }
  return false;
}

const MAX_LEADING_WORDS = 6;

/**
 * The leading words in capitals, up to the first token that is not a word: `CREATE TABLE t`.
 * Brackets and semicolons before the first word are skipped: `(SELECT …) UNION (SELECT …)`.
 */
function leadingWords(tokens: Iterable<SqlToken>): string[] {
  const words: string[] = [];
  for (const { kind, text } of tokens) {
    if (kind === 'word') {
      words.push(text.toUpperCase());
      if (words.length === MAX_LEADING_WORDS) {
        break;
      }
    } else if (kind !== 'space' && kind !== 'comment') {
      const isBeforeFirst =
        words.length === 0 && (text === '(' || text === ';');
      if (!isBeforeFirst) {
        break;
      }
    }
  }
  return words;
}

/** All words in capitals, without those of literals, quoted names and comments. */
function* wordsIn(tokens: Iterable<SqlToken>): Generator<string> {
  for (const { kind, text } of tokens) {
    if (kind === 'word') {
      yield text.toUpperCase();
    }
  }
}
