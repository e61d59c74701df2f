/**
 * Completions for get_completion_hints, after TokenCompletionHints.cpp: columns, then tables, then
 * keywords. Before there is a FROM, the columns of all tables count; after it, those of its tables.
 */
import {
  isName,
  isSymbol,
  isWord,
  nameOf,
  tokenize
} from '../dialect/tokens.js';

export type HintKind = 'COLUMN' | 'TABLE' | 'VIEW' | 'KEYWORD';
export type Hint = { kind: HintKind; hints: string[]; replaced: string };
export type HintTable = {
  name: string;
  columns: readonly { name: string }[];
  isView: boolean;
};

const KEYWORDS =
  'ALL AND AS ASC BETWEEN BY CASE CAST COUNT CREATE DELETE DESC DISTINCT DROP ELSE END EXISTS EXPLAIN FROM GROUP HAVING ILIKE IN INNER INSERT INTO IS JOIN LEFT LIKE LIMIT NOT NULL OFFSET ON OR ORDER OUTER SELECT SHOW TABLE THEN TRUNCATE UNION UPDATE VALUES VIEW WHEN WHERE WITH'.split(
    ' '
  );
/** Words after which only a table makes sense. */
const BEFORE_TABLE = ['FROM', 'JOIN', 'INTO', 'UPDATE', 'TABLE'];

export type HintOptions = {
  sql: string;
  /** In characters; beyond the end counts as the end. */
  cursor: number;
  tables: readonly HintTable[];
};

export function completionHints({ sql, cursor, tables }: HintOptions): Hint[] {
  const before = sql.slice(0, Math.max(0, cursor));
  const replaced = /[\w$."]*$/.exec(before)?.[0] ?? '';
  const [qualifier, prefix] = parts(replaced);
  const mentioned = mentionedTables(sql, tables);
  const matches = (name: string): boolean =>
    name.toLowerCase().startsWith(prefix.toLowerCase());

  if (qualifier !== undefined) {
    const table = mentioned.get(qualifier.toLowerCase());
    const columns = table?.columns ?? [];
    return found(
      'COLUMN',
      columns
        .map(({ name }) => `${qualifier}.${name}`)
        .filter(name => matches(name.slice(qualifier.length + 1))),
      replaced
    );
  }
  const wantsTable = isWord(
    tokenize(before.slice(0, before.length - replaced.length)).at(-1),
    ...BEFORE_TABLE
  );
  const inFrom = fromTables(sql, tables);
  const columns = (inFrom.length ? inFrom : tables).flatMap(table =>
    table.columns.map(({ name }) => name)
  );
  const names = (isView: boolean): string[] =>
    tables.filter(table => table.isView === isView).map(({ name }) => name);
  return [
    ...(wantsTable
      ? []
      : found('COLUMN', [...new Set(columns)].filter(matches), replaced)),
    ...found('TABLE', names(false).filter(matches), replaced),
    ...found('VIEW', names(true).filter(matches), replaced),
    ...(wantsTable || prefix === ''
      ? []
      : found('KEYWORD', KEYWORDS.filter(matches), replaced))
  ];
}

function found(kind: HintKind, hints: string[], replaced: string): Hint[] {
  return hints.length > 0
    ? [{ kind, hints: hints.sort((a, b) => a.localeCompare(b)), replaced }]
    : [];
}

function parts(word: string): [string | undefined, string] {
  const dot = word.lastIndexOf('.');
  return dot < 0
    ? [undefined, word.replace(/"/g, '')]
    : [word.slice(0, dot).replace(/"/g, ''), word.slice(dot + 1)];
}

/** Tables by their own name and by their alias. */
function mentionedTables(
  sql: string,
  tables: readonly HintTable[]
): Map<string, HintTable> {
  const result = new Map(
    tables.map(table => [table.name.toLowerCase(), table])
  );
  const tokens = tokenize(sql);
  tokens.forEach((token, index) => {
    const table = isName(token) && result.get(nameOf(token).toLowerCase());
    const next = tokens[index + 1];
    const alias = isWord(next, 'AS') ? tokens[index + 2] : next;
    if (table && isName(alias) && !isWord(alias, ...KEYWORDS)) {
      result.set(nameOf(alias).toLowerCase(), table);
    }
  });
  return result;
}

function fromTables(sql: string, tables: readonly HintTable[]): HintTable[] {
  const tokens = tokenize(sql);
  const from = tokens.findIndex(token => isWord(token, 'FROM'));
  if (from < 0) {
    return [];
  }
  const names = tokens
    .slice(from + 1)
    .filter(
      (token, index, rest) => isName(token) && !isSymbol(rest[index - 1], '.')
    )
    .map(token => nameOf(token).toLowerCase());
  return tables.filter(({ name }) => names.includes(name.toLowerCase()));
}
