/**
 * Formats SQL, and answers either the same statements in another layout or why it could not: it
 * never answers a text that means something else. Loaded when first used. Pure.
 */
import { formatDialect } from 'sql-formatter';
import { tokenize } from '../sql/tokens';
import { heavydb } from './dialect';

export type FormatOptions = {
  keywordCase: 'upper' | 'preserve' | 'lower';
  /** Spaces for each level. */
  indentWidth: number;
};

export type Formatted =
  | { kind: 'formatted'; text: string }
  /** Where the text could not be read: line and column from 1; `null` where that is not known. */
  | { kind: 'unreadable'; position: { line: number; column: number } | null };

export function formatSql(text: string, options: FormatOptions): Formatted {
  let formatted: string;
  try {
    formatted = formatDialect(text, {
      dialect: heavydb,
      keywordCase: options.keywordCase,
      dataTypeCase: options.keywordCase,
      functionCase: 'preserve',
      tabWidth: options.indentWidth
    });
  } catch (error) {
    return { kind: 'unreadable', position: positionIn(String(error)) };
  }
  return meaning(formatted) === meaning(text)
    ? { kind: 'formatted', text: keepEnds(text, formatted) }
    : { kind: 'unreadable', position: null };
}

/** sql-formatter tells the position in its message alone. */
function positionIn(message: string): { line: number; column: number } | null {
  const found = /at line (\d+) column (\d+)/.exec(message);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}

/** The text without what formatting may change: blanks, and the case of bare words. */
function meaning(sql: string): string {
  return tokenize(sql)
    .filter(({ kind }) => kind !== 'space')
    .map(({ kind, text }) => {
      switch (kind) {
        case 'comment':
          return text.replace(/\s+/g, ' ').trim();
        case 'word':
          return text.toLowerCase();
        default:
          return text;
      }
    })
    .join('\u0000');
}

/** What is selected may begin and end with blank lines; they stay. */
function keepEnds(before: string, after: string): string {
  const [start = ''] = /^\s*/.exec(before) ?? [];
  const [end = ''] = /\s*$/.exec(before) ?? [];
  return start + after.trim() + end;
}
