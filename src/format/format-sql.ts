/**
 * Formats SQL. Returns the same statements in another layout, or why it could not, but never a text
 * with another meaning. Loaded on first use. Pure.
 */
import { formatDialect } from 'sql-formatter';
import { Tokens } from '../sql/tokens';
import { heavydb } from './dialect';
import { placeholderAt } from './placeholders';

export type FormatOptions = {
  keywordCase: 'upper' | 'preserve' | 'lower';
  /** Spaces for each level. */
  indentWidth: number;
};

export type Formatted =
  | { kind: 'formatted'; text: string }
  /** Where the text could not be parsed. */
  | { kind: 'unreadable'; position: OneBasedPosition };

/** As the formatter counts; an editor counts from 0. */
export type OneBasedPosition = { line: number; column: number };

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
    const position = positionIn(String(error)) ?? positionAt(text, text.length);
    return { kind: 'unreadable', position };
  }
  const changed = firstChange(text, formatted);
  return changed === null
    ? { kind: 'formatted', text: keepEnds(text, formatted) }
    : { kind: 'unreadable', position: positionAt(text, changed) };
}

/**
 * sql-formatter reports the position only in its message, and none for a text that ends too early.
 */
function positionIn(message: string): OneBasedPosition | null {
  const found = /at line (\d+) column (\d+)/.exec(message);
  return found ? { line: Number(found[1]), column: Number(found[2]) } : null;
}

function positionAt(text: string, offset: number): OneBasedPosition {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/**
 * Position of the first part of a text that formatting changed or lost; `null` if there is none.
 */
function firstChange(before: string, after: string): number | null {
  const kept = partsOf(after);
  for (const { from, meaning } of partsOf(before)) {
    if (kept.next().value?.meaning !== meaning) {
      return from;
    }
  }
  return kept.next().done ? null : before.length;
}

/** The parts of a text without what formatting may change: spaces, and the case of bare words. */
function* partsOf(
  sql: string
): Generator<{ from: number; meaning: string }, undefined> {
  const tokens = new Tokens(sql);
  for (let from = 0; from < sql.length;) {
    const placeholder = placeholderAt(sql, from);
    if (placeholder !== null) {
      yield { from, meaning: placeholder };
      from += placeholder.length;
      continue;
    }
    const { kind, text } = tokens.at(from);
    if (kind === 'comment') {
      yield { from, meaning: text.replace(/\s+/g, ' ').trim() };
    } else if (kind !== 'space') {
      yield { from, meaning: kind === 'word' ? text.toLowerCase() : text };
    }
    from += text.length;
  }
}

/** A selection may begin and end with blank lines; they stay. */
function keepEnds(before: string, after: string): string {
  const [start = ''] = /^\s*/.exec(before) ?? [];
  const [end = ''] = /\s*$/.exec(before) ?? [];
  return start + after.trim() + end;
}
