/**
 * Which tables a place in a SQL text can see, and what is to be written there. It reads tokens, not
 * grammar, so that a statement that is half written is read as far as it goes. Pure.
 */
import { unquoteIdentifier } from '../sql/identifier';
import { tokenize, type SqlToken } from '../sql/tokens';
import { KEYWORDS, OPERANDS } from './vocabulary';

/** Something with columns, by the name that it has in the statement. */
export type Source = {
  /** The alias where there is one. */
  name: string;
  /** Of the database; `null` where it is a query. */
  table: string | null;
  /** The columns of a query, where they can be told from its text. */
  output: Output[];
};

/** A column of a query by its name, or all columns of a source. */
export type Output = { name: string } | { allOf: Source };

export type Place = {
  /** The text that a completion replaces, as offsets. */
  from: number;
  to: number;
  /** What is typed of the name, without quotes. */
  prefix: string;
  /** `x` in `x.`; `null` where there is no dot. */
  qualifier: string | null;
  expects: 'table' | 'column' | 'type' | 'keyword' | 'statement' | 'nothing';
  /** What the place can see, the nearest first. */
  sources: Source[];
  /** Queries named by WITH. */
  queries: Source[];
  /** Whether keywords are written small here. */
  isLowerCase: boolean;
  /** Whether a bracket follows, so that a function needs none. */
  isBeforeBracket: boolean;
};

type Token = SqlToken & { from: number; to: number; upper: string };

const NOTHING = new Set(['string', 'comment', 'number']);
const TABLE_BEFORE = new Set([
  'FROM',
  'JOIN',
  'INTO',
  'UPDATE',
  'TABLE',
  'VIEW'
]);
const JOINING = new Set([
  'INNER',
  'LEFT',
  'RIGHT',
  'FULL',
  'CROSS',
  'OUTER',
  'NATURAL'
]);
/** What ends the tables of FROM, and so cannot be an alias. */
const AFTER_TABLES = new Set([
  ...JOINING,
  ...'ON USING WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH WINDOW UNION EXCEPT INTERSECT SET VALUES SELECT JOIN WITH AS'.split(
    ' '
  )
]);
const SET_OPERATIONS = new Set(['UNION', 'EXCEPT', 'INTERSECT', 'MINUS']);

export function placeAt(text: string, offset: number): Place {
  const { before, word } = typedBefore(text, offset);
  const after = significant(text.slice(wordEnd(text, offset, word)), offset);
  // The word itself is left out: what is half typed would be read as an alias or a keyword.
  const all = [...before, ...after];
  const start = before.map(({ text: of }) => of).lastIndexOf(';') + 1;
  const end = all.findIndex(
    (token, at) => at >= before.length && token.text === ';'
  );
  const tokens = all.slice(start, end < 0 ? undefined : end);
  const cursor = before.length - start;
  const reading = new Reading(tokens, cursor);
  const last = tokens[cursor - 1];
  const isOpen = word !== null && NOTHING.has(word.kind);
  return {
    from: word?.from ?? offset,
    to: wordEnd(text, offset, word),
    prefix: word ? unquoteIdentifier(word.text) : '',
    qualifier: last?.text === '.' ? nameOf(tokens[cursor - 2]) : null,
    expects: isOpen ? 'nothing' : reading.expects(),
    // Of a query that is just being begun, nothing is known.
    sources: reading.sources.filter(
      ({ name, output }) => name !== '' || output.length > 0
    ),
    queries: reading.queries,
    isLowerCase: isLowerCase(word, tokens),
    isBeforeBracket: text.charAt(wordEnd(text, offset, word)) === '('
  };
}

/** Every table that is named in a text, in any of its statements. */
export function tablesNamed(text: string): string[] {
  const names = new Set<string>();
  const tokens = significant(text, 0);
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

/** Reads one statement, from its first token, for a cursor before the token of that index. */
class Reading {
  readonly sources: Source[];
  readonly queries: Source[] = [];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly cursor: number
  ) {
    this.sources = this.query(0, tokens.length, []).visible ?? [];
  }

  expects(): Place['expects'] {
    const last = this.tokens[this.cursor - 1];
    if (!last) {
      return 'statement';
    }
    if (last.text === '.') {
      return 'column';
    }
    const clause = this.clauseBefore();
    const isCreate = this.is(0, 'CREATE');
    if (last.upper === 'AS') {
      const isBeforeQuery = isCreate || clause === '';
      return clause === 'CAST' ? 'type' : isBeforeQuery ? 'keyword' : 'nothing';
    }
    if (isCreate && clause === '(' && !this.holdsQuery(0, this.cursor)) {
      const isBeforeName = last.text === '(' || last.text === ',';
      return isBeforeName ? 'nothing' : 'type';
    }
    const isInTables = clause === 'FROM' || clause === 'JOIN';
    if (TABLE_BEFORE.has(last.upper) || (isInTables && last.text === ',')) {
      return 'table';
    }
    return endsOperand(last) ? 'keyword' : 'column';
  }

  /** The word that opened the part of the statement that the cursor is in, at the same depth. */
  private clauseBefore(): string {
    let depth = 0;
    for (let at = this.cursor - 1; at >= 0; at--) {
      const token = this.tokens[at]!;
      depth += token.text === ')' ? 1 : token.text === '(' ? -1 : 0;
      if (depth < 0) {
        const opener = this.tokens[at - 1];
        return opener && /CAST$/.test(opener.upper) ? 'CAST' : '(';
      }
      if (depth === 0 && CLAUSES.has(token.upper)) {
        return token.upper;
      }
    }
    return '';
  }

  /** One query in its brackets or none: what it names, and what its select list answers. */
  private query(
    from: number,
    to: number,
    outer: readonly Source[]
  ): { output: Output[]; visible: Source[] | null } {
    const own: Source[] = [];
    const inner: { from: number; to: number; source: Source | null }[] = [];
    let visible: Source[] | null = null;
    let at = from;
    if (this.is(at, 'WITH')) {
      at = this.withQueries(at + 1, to, outer, found => {
        visible = found;
      });
    }
    const start = at;
    let clause = '';
    for (; at < to; at++) {
      const { upper, text } = this.tokens[at]!;
      if (SET_OPERATIONS.has(upper)) {
        const rest = this.query(
          this.is(at + 1, 'ALL') ? at + 2 : at + 1,
          to,
          outer
        );
        visible ??= rest.visible;
        to = at;
        break;
      }
      if (CLAUSES.has(upper)) {
        clause = upper;
      }
      const namesTable =
        TABLE_BEFORE.has(upper) || (clause === 'FROM' && text === ',');
      if (namesTable && at + 1 < to && at + 1 !== this.cursor) {
        at = this.tableAt(at + 1, to, own, inner) - 1;
      } else if (text === '(') {
        const close = this.close(at, to);
        inner.push({ from: at + 1, to: close, source: null });
        at = close;
      }
    }
    const isHere = this.cursor >= start && this.cursor <= to;
    const sources = [...own, ...outer];
    for (const part of inner) {
      const holdsCursor = this.cursor >= part.from && this.cursor <= part.to;
      if (this.is(part.from, 'SELECT') || this.is(part.from, 'WITH')) {
        const found = this.query(part.from, part.to, sources);
        if (part.source) {
          part.source.output = found.output;
        }
        visible ??= found.visible;
      } else if (holdsCursor || this.holdsQuery(part.from, part.to)) {
        visible ??= this.query(part.from, part.to, sources).visible;
      }
    }
    return {
      output: this.output(start, to, own),
      visible: visible ?? (isHere ? sources : null)
    };
  }

  /** `name AS (query), …`; answers where the query itself begins. */
  private withQueries(
    from: number,
    to: number,
    outer: readonly Source[],
    onVisible: (sources: Source[]) => void
  ): number {
    let at = from;
    while (at < to && !this.is(at, 'SELECT')) {
      const name = this.tokens[at];
      const open = this.tokens.findIndex(
        (token, index) =>
          index > at && token.text === '(' && this.is(index - 1, 'AS')
      );
      if (!isName(name) || open < 0 || open >= to) {
        return at;
      }
      const close = this.close(open, to);
      const found = this.query(open + 1, close, outer);
      if (found.visible) {
        onVisible(found.visible);
      }
      this.queries.push({
        name: nameOf(name),
        table: null,
        output: found.output
      });
      at = close + 1;
      if (this.tokens[at]?.text === ',') {
        at++;
      }
    }
    return at;
  }

  /** `name`, `name alias`, `db.name AS alias` or `(query) alias`; answers where it ends. */
  private tableAt(
    from: number,
    to: number,
    own: Source[],
    inner: { from: number; to: number; source: Source | null }[]
  ): number {
    let at = from;
    const first = this.tokens[at];
    let source: Source;
    if (first?.text === '(') {
      const close = this.close(at, to);
      source = { name: '', table: null, output: [] };
      inner.push({ from: at + 1, to: close, source });
      at = close + 1;
    } else if (isName(first)) {
      while (this.tokens[at + 1]?.text === '.' && isName(this.tokens[at + 2])) {
        at += 2;
      }
      const name = nameOf(this.tokens[at]);
      const query = this.queries.find(
        found => found.name.toLowerCase() === name.toLowerCase()
      );
      source = query ? { ...query, name } : { name, table: name, output: [] };
      at++;
    } else {
      return from;
    }
    if (this.is(at, 'AS') && at + 1 !== this.cursor) {
      at++;
    }
    const alias = this.tokens[at];
    if (
      at < to &&
      at !== this.cursor &&
      isName(alias) &&
      !AFTER_TABLES.has(alias.upper)
    ) {
      source.name = nameOf(alias);
      at++;
    }
    own.push(source);
    return at;
  }

  /** What a select list answers, as far as its columns have names. */
  private output(from: number, to: number, own: readonly Source[]): Output[] {
    if (!this.is(from, 'SELECT')) {
      return [];
    }
    const output: Output[] = [];
    let item: Token[] = [];
    const end = (): void => {
      const [last, dot, owner] = item.reverse();
      if (last?.text === '*') {
        const named = nameOf(owner).toLowerCase();
        output.push(
          ...own
            .filter(
              ({ name }) => dot?.text !== '.' || name.toLowerCase() === named
            )
            .map(allOf => ({ allOf }))
        );
      } else if (isName(last)) {
        output.push({ name: nameOf(last) });
      }
      item = [];
    };
    for (
      let at = from + 1;
      at < to && !CLAUSES.has(this.tokens[at]!.upper);
      at++
    ) {
      const token = this.tokens[at]!;
      if (token.text === ',') {
        end();
      } else {
        item.push(token);
      }
      if (token.text === '(') {
        at = this.close(at, to);
      }
    }
    end();
    return output;
  }

  private holdsQuery(from: number, to: number): boolean {
    return this.tokens.slice(from, to).some(({ upper }) => upper === 'SELECT');
  }

  private is(at: number, word: string): boolean {
    const token = this.tokens[at];
    return token?.kind === 'word' && token.upper === word;
  }

  /** Where a bracket closes, or the end where it is still open. */
  private close(open: number, to: number): number {
    let depth = 0;
    for (let at = open; at < to; at++) {
      const { text } = this.tokens[at]!;
      depth += text === '(' ? 1 : text === ')' ? -1 : 0;
      if (depth === 0) {
        return at;
      }
    }
    return to;
  }
}

const CLAUSES = new Set(
  'SELECT FROM JOIN ON USING WHERE GROUP HAVING ORDER LIMIT OFFSET INTO UPDATE SET VALUES TABLE VIEW DELETE INSERT'.split(
    ' '
  )
);

/** What stands before the cursor, and the word that the cursor is at the end of. */
function typedBefore(
  text: string,
  offset: number
): { before: Token[]; word: Token | null } {
  const tokens = withOffsets(text.slice(0, offset), 0);
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

/** Past the rest of the word that the cursor is in. */
function wordEnd(text: string, offset: number, word: Token | null): number {
  const rest = /^[\p{L}\p{N}\p{M}_$]*/u.exec(text.slice(offset))?.[0] ?? '';
  return word?.kind === 'word' ? offset + rest.length : offset;
}

const significant = (text: string, offset: number): Token[] =>
  withOffsets(text, offset).filter(isSignificant);

function withOffsets(text: string, offset: number): Token[] {
  let from = offset;
  return tokenize(text).map(token => {
    const to = from + token.text.length;
    const upper = token.kind === 'word' ? token.text.toUpperCase() : token.text;
    const placed = { ...token, from, to, upper };
    from = to;
    return placed;
  });
}

const isSignificant = ({ kind }: SqlToken): boolean =>
  kind !== 'space' && kind !== 'comment';

const isName = (token: Token | undefined): token is Token =>
  token?.kind === 'word' || token?.kind === 'quoted';

const nameOf = (token: Token | undefined): string =>
  token ? unquoteIdentifier(token.text) : '';

/** Whether what stands before is complete, so that an operator or a clause may follow. */
function endsOperand({ kind, text, upper }: Token): boolean {
  return kind === 'word'
    ? !KEYWORDS.has(upper) || OPERANDS.has(upper)
    : kind !== 'symbol' || text === ')' || text === ']' || text === '*';
}

/** By the word that is typed; else by the statement's first one. */
function isLowerCase(word: Token | null, tokens: readonly Token[]): boolean {
  const sample =
    word?.kind === 'word'
      ? word.text
      : (tokens.find(({ kind }) => kind === 'word')?.text ?? '');
  return /[a-z]/.test(sample) && sample === sample.toLowerCase();
}
