/** Finds what the SELECTs of a statement project. Reads tokens only; resolves no names. */
import { isName, isSymbol, isWord, nameOf, type Token } from './tokens.js';

export type SelectItem = {
  /** The expression, without its alias. */
  tokens: Token[];
  /** The alias or, for a plain column, its name. */
  name?: string;
  /** The column's name when the expression is a column and nothing else. */
  column?: string;
  isStar: boolean;
};

export type SelectList = { depth: number; items: SelectItem[] };

const AFTER_LIST = [
  'FROM',
  'WHERE',
  'GROUP',
  'HAVING',
  'WINDOW',
  'ORDER',
  'LIMIT',
  'OFFSET',
  'FETCH',
  'UNION',
  'EXCEPT',
  'INTERSECT'
];
/** Units, which end an interval and are no alias there. */
const UNITS =
  'YEAR QUARTER MONTH WEEK DAY HOUR MINUTE SECOND MILLISECOND MICROSECOND NANOSECOND'.split(
    ' '
  );
/** Words that may end an expression though they look like names. */
const NO_ALIAS = ['END', 'NULL', 'TRUE', 'FALSE', 'UNKNOWN'];
/** Words after which a name is still part of the expression. */
const JOINING =
  'AND OR NOT IS IN LIKE ILIKE BETWEEN THEN ELSE WHEN CASE DISTINCT ALL AS DATE TIME TIMESTAMP INTERVAL ESCAPE COLLATE'.split(
    ' '
  );

/** In the order of their SELECT keywords. */
export function selectLists(tokens: readonly Token[]): SelectList[] {
  const lists: SelectList[] = [];
  tokens.forEach((token, index) => {
    if (isWord(token, 'SELECT') && !isSymbol(tokens[index - 1], '.')) {
      lists.push(listAt(tokens, index));
    }
  });
  return lists;
}

/** The list that names the result: the first one outside of all parentheses, else the first. */
export function outermost(
  lists: readonly SelectList[]
): SelectList | undefined {
  return [...lists].sort((a, b) => a.depth - b.depth)[0];
}

function listAt(tokens: readonly Token[], select: number): SelectList {
  const depth = tokens[select]?.depth ?? 0;
  let from = select + 1;
  while (isWord(tokens[from], 'DISTINCT', 'ALL')) {
    from += 1;
  }
  const items: SelectItem[] = [];
  let current: Token[] = [];
  let brackets = 0;
  for (const token of tokens.slice(from)) {
    const outside = token.depth === depth && brackets === 0;
    if (
      token.depth < depth ||
      (token.depth === depth - 1 && isSymbol(token, ')')) ||
      (outside &&
        (isWord(token, ...AFTER_LIST) || isSymbol(token, ';')) &&
        !(isWord(token, 'FROM') && isWord(current.at(-1), 'DISTINCT')) &&
        !isSymbol(current.at(-1), '.'))
    ) {
      break;
    }
    if (outside && isSymbol(token, ',')) {
      items.push(item(current));
      current = [];
      continue;
    }
    brackets += isSymbol(token, '[') || isSymbol(token, '{') ? 1 : 0;
    brackets -= isSymbol(token, ']') || isSymbol(token, '}') ? 1 : 0;
    current.push(token);
  }
  items.push(item(current));
  return { depth, items: items.filter(({ tokens: own }) => own.length > 0) };
}

function item(tokens: Token[]): SelectItem {
  const [last, before] = [tokens.at(-1), tokens.at(-2)];
  if (isSymbol(last, '*') && (tokens.length === 1 || isSymbol(before, '.'))) {
    return { tokens, isStar: true };
  }
  if (isName(last) && isWord(before, 'AS')) {
    return named(tokens.slice(0, -2), nameOf(last));
  }
  const isUnit =
    isWord(last, ...UNITS) &&
    (isWord(tokens.at(-3), 'INTERVAL') || isWord(before, 'TO'));
  if (isName(last) && before && !isUnit && endsExpression(last, before)) {
    return named(tokens.slice(0, -1), nameOf(last));
  }
  return named(tokens, columnOf(tokens));
}

const named = (tokens: Token[], name?: string): SelectItem => ({
  tokens,
  name,
  column: columnOf(tokens),
  isStar: false
});

/** Whether `before` can end an expression, so that the name `last` is its alias. */
function endsExpression(last: Token, before: Token): boolean {
  if (isWord(last, ...NO_ALIAS)) {
    return false;
  }
  if (before.kind === 'symbol') {
    return [')', ']'].includes(before.text);
  }
  return !isWord(before, ...JOINING);
}

function columnOf(tokens: readonly Token[]): string | undefined {
  const last = tokens.at(-1);
  const isPath = tokens.every((token, index) =>
    index % 2 === 0 ? isName(token) : isSymbol(token, '.')
  );
  const isLiteral =
    tokens.length === 1 &&
    isWord(
      last,
      'NULL',
      'TRUE',
      'FALSE',
      'CURRENT_DATE',
      'CURRENT_TIME',
      'CURRENT_TIMESTAMP',
      'LOCALTIME',
      'LOCALTIMESTAMP',
      'CURRENT_USER',
      'USER'
    );
  return last && isPath && !isLiteral ? nameOf(last) : undefined;
}
