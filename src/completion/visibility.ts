/**
 * Which tables and queries are visible at a position in a statement. Reads tokens, not grammar, so
 * that a half-written statement is read as far as possible. Pure.
 */
import {
  CLAUSES,
  isName,
  nameOf,
  TABLE_BEFORE,
  type Token
} from './placed-tokens';

/** Something with columns, by its name in the statement. */
export type Source = {
  /** The alias, if there is one. */
  name: string;
  /** The table in the database; `null` for a query. */
  table: string | null;
  /** The columns of a query, if its text shows them. */
  output: Output[];
};

/** A column of a query by name, or all columns of a source. */
export type Output = { name: string } | { allOf: Source };

const JOINING = new Set([
  'INNER',
  'LEFT',
  'RIGHT',
  'FULL',
  'CROSS',
  'OUTER',
  'NATURAL'
]);
/** Words that end the tables of FROM and so cannot be an alias. */
const AFTER_TABLES = new Set([
  ...JOINING,
  ...'ON USING WHERE GROUP HAVING ORDER LIMIT OFFSET FETCH WINDOW UNION EXCEPT INTERSECT SET VALUES SELECT JOIN WITH AS'.split(
    ' '
  )
]);
const SET_OPERATIONS = new Set(['UNION', 'EXCEPT', 'INTERSECT', 'MINUS']);

/** For one statement, from its first token, with the cursor before the token of that index. */
export class Visibility {
  readonly sources: Source[];
  readonly queries: Source[] = [];

  constructor(
    private readonly tokens: readonly Token[],
    private readonly cursor: number
  ) {
    this.sources = this.query(0, tokens.length, []).visible ?? [];
  }

  /** One query, with or without brackets: its sources, and the columns of its select list. */
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

  /** `name AS (query), …`; returns where the query itself begins. */
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

  /** `name`, `name alias`, `db.name AS alias` or `(query) alias`; returns where it ends. */
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

  /** The columns of a select list, as far as they have names. */
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

  /** Where a bracket closes, or the end if it is unclosed. */
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
