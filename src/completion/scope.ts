/** What can be completed at a cursor of a SQL text, and what is already typed. Pure. */
import { unquoteIdentifier } from '../sql/identifier';
import {
  CLAUSES,
  isName,
  isSignificant,
  nameOf,
  significant,
  TABLE_BEFORE,
  type Token,
  withOffsets
} from './placed-tokens';
import { Visibility, type Source } from './visibility';
import { KEYWORDS, OPERANDS } from './vocabulary';

export type CompletionContext = {
  /** The text that a completion replaces, as offsets. */
  from: number;
  to: number;
  /** The typed part of the name, without quotes. */
  prefix: string;
  /** `x` in `x.`; `null` without a dot. */
  qualifier: string | null;
  expects: 'table' | 'column' | 'type' | 'keyword' | 'statement' | 'nothing';
  /** The sources that are visible at the cursor, nearest first. */
  sources: Source[];
  /** Queries named by WITH. */
  queries: Source[];
  /** Whether keywords are in lower case here. */
  isLowerCase: boolean;
  /** Whether a bracket follows, so that a function needs none. */
  isBeforeBracket: boolean;
};

/** Positions where no name can be typed. */
const NOTHING = new Set(['string', 'comment', 'number']);

export function completionContextAt(
  text: string,
  offset: number
): CompletionContext {
  const around = partAround(text, offset);
  const context = completionContextIn(
    text.slice(around.from, around.to),
    offset - around.from
  );
  return {
    ...context,
    from: context.from + around.from,
    to: context.to + around.from
  };
}

/**
 * The statement at the cursor with some text around it: a script of a thousand statements is not
 * read at every key press. The part begins and ends where a line ends with a semicolon.
 */
export function partAround(
  text: string,
  offset: number
): { from: number; to: number } {
  const before = offset - MARGIN;
  const from = before < 0 ? 0 : text.lastIndexOf(';\n', before) + 1;
  const end = text.indexOf(';\n', offset + MARGIN);
  return { from, to: end < 0 ? text.length : end };
}

/** In characters. */
const MARGIN = 2000;

function completionContextIn(text: string, offset: number): CompletionContext {
  const { before, word } = typedBefore(text, offset);
  const after = significant(text.slice(wordEnd(text, offset, word)));
  // The word itself is left out: half-typed, it would be read as an alias or a keyword.
  const all = [...before, ...after];
  const start = before.map(({ text: of }) => of).lastIndexOf(';') + 1;
  const end = all.findIndex(
    (token, at) => at >= before.length && token.text === ';'
  );
  const tokens = all.slice(start, end < 0 ? undefined : end);
  const cursor = before.length - start;
  const visibility = new Visibility(tokens, cursor);
  const last = tokens[cursor - 1];
  const isOpen = word !== null && NOTHING.has(word.kind);
  return {
    from: word?.from ?? offset,
    to: wordEnd(text, offset, word),
    prefix: word ? unquoteIdentifier(word.text) : '',
    qualifier: last?.text === '.' ? nameOf(tokens[cursor - 2]) : null,
    expects: isOpen ? 'nothing' : expectedAt(tokens, cursor),
    // Nothing is known about a query that is just being started.
    sources: visibility.sources.filter(
      ({ name, output }) => name !== '' || output.length > 0
    ),
    queries: visibility.queries,
    isLowerCase: isLowerCase(word, tokens),
    isBeforeBracket: text.charAt(wordEnd(text, offset, word)) === '('
  };
}

/** Every table named in a text, in any of its statements. */
export function tablesNamed(text: string): string[] {
  const names = new Set<string>();
  const tokens = significant(text);
  tokens.forEach((token, at) => {
    const next = tokens[at + 1];
    const isTable =
      TABLE_BEFORE.has(token.upper) || (token.text === ',' && isName(next));
    if (isTable && isName(next)) {
      names.add(nameOf(next));
    }
  });
  return [...names];
}

function expectedAt(
  tokens: readonly Token[],
  cursor: number
): CompletionContext['expects'] {
  const last = tokens[cursor - 1];
  if (!last) {
    return 'statement';
  }
  if (last.text === '.') {
    return 'column';
  }
  const clause = clauseBefore(tokens, cursor);
  const isCreate = tokens[0]?.upper === 'CREATE';
  if (last.upper === 'AS') {
    const isBeforeQuery = isCreate || clause === '';
    return clause === 'CAST' ? 'type' : isBeforeQuery ? 'keyword' : 'nothing';
  }
  if (
    isCreate &&
    clause === '(' &&
    !tokens.slice(0, cursor).some(({ upper }) => upper === 'SELECT')
  ) {
    const isBeforeName = last.text === '(' || last.text === ',';
    return isBeforeName ? 'nothing' : 'type';
  }
  const isInTables = clause === 'FROM' || clause === 'JOIN';
  if (TABLE_BEFORE.has(last.upper) || (isInTables && last.text === ',')) {
    return 'table';
  }
  return endsOperand(last) ? 'keyword' : 'column';
}

/** The keyword of the clause that the cursor is in, at the same depth. */
function clauseBefore(tokens: readonly Token[], cursor: number): string {
  let depth = 0;
  for (let at = cursor - 1; at >= 0; at--) {
    const token = tokens[at]!;
    depth += token.text === ')' ? 1 : token.text === '(' ? -1 : 0;
    if (depth < 0) {
      const opener = tokens[at - 1];
      return opener && /CAST$/.test(opener.upper) ? 'CAST' : '(';
    }
    if (depth === 0 && CLAUSES.has(token.upper)) {
      return token.upper;
    }
  }
  return '';
}

/** Whether the text before is complete, so that an operator or a clause may follow. */
function endsOperand({ kind, text, upper }: Token): boolean {
  return kind === 'word'
    ? !KEYWORDS.has(upper) || OPERANDS.has(upper)
    : kind !== 'symbol' || text === ')' || text === ']' || text === '*';
}

/** The tokens before the cursor, and the word that the cursor ends. */
function typedBefore(
  text: string,
  offset: number
): { before: Token[]; word: Token | null } {
  const tokens = withOffsets(text.slice(0, offset));
  const last = tokens.at(-1);
  const isWord =
    last &&
    (last.kind === 'word' ||
      last.kind === 'number' ||
      !last.isClosed ||
      (last.kind === 'comment' && last.text.startsWith('--')));
  const before = isWord ? tokens.slice(0, -1) : tokens;
  return { before: before.filter(isSignificant), word: isWord ? last : null };
}

/** After the rest of the word that the cursor is in. */
function wordEnd(text: string, offset: number, word: Token | null): number {
  const rest = /^[\p{L}\p{N}\p{M}_$]*/u.exec(text.slice(offset))?.[0] ?? '';
  return word?.kind === 'word' ? offset + rest.length : offset;
}

/** Judged by the typed word; otherwise by the statement's first one. */
function isLowerCase(word: Token | null, tokens: readonly Token[]): boolean {
  const sample =
    word?.kind === 'word'
      ? word.text
      : (tokens.find(({ kind }) => kind === 'word')?.text ?? '');
  return /[a-z]/.test(sample) && sample === sample.toLowerCase();
}
