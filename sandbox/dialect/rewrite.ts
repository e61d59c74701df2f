/**
 * Turns a query of HeavyDB's dialect into DuckDB's: bare units, renamed functions, COUNT's type,
 * names of unnamed columns. The functions are in `functions/`. Works on tokens, so strings and
 * quoted names stay as they are.
 */
import { WITH_UNIT } from './functions/dates.js';
import { RENAMED } from './functions.js';
import { selectLists } from './select-items.js';
import {
  applyEdits,
  closing,
  type Edit,
  isSymbol,
  isWord,
  type Token,
  tokenize
} from './tokens.js';

export function rewriteQuery(sql: string, tokens = tokenize(sql)): string {
  return applyEdits(sql, [
    ...tokens.flatMap((token, index) => callEdits(tokens, token, index)),
    ...limitEdits(tokens),
    ...arrayEdits(tokens),
    ...aliasEdits(tokens)
  ]);
}

function callEdits(
  tokens: readonly Token[],
  token: Token,
  index: number
): Edit[] {
  if (token.kind !== 'word' || !isSymbol(tokens[index + 1], '(')) {
    return [];
  }
  if (isSymbol(tokens[index - 1], '.')) {
    return [];
  }
  const edits: Edit[] = [];
  const renamed = RENAMED.get(token.upper);
  if (renamed !== undefined) {
    edits.push({ start: token.start, end: token.end, text: renamed });
  }
  const unit = tokens[index + 2];
  if (
    WITH_UNIT.includes(token.upper) &&
    unit?.kind === 'word' &&
    isSymbol(tokens[index + 3], ',')
  ) {
    const name = unit.text.replace(/^SQL_TSI_/i, '').toLowerCase();
    edits.push({ start: unit.start, end: unit.end, text: `'${name}'` });
  }
  if (token.upper === 'COUNT') {
    edits.push(...countEdits(tokens, token, index));
  }
  return edits;
}

/** HeavyDB's COUNT is an INT unless the server runs with --bigint-count; DuckDB's a BIGINT. */
function countEdits(
  tokens: readonly Token[],
  token: Token,
  index: number
): Edit[] {
  let last = closing(tokens, index + 1);
  if (isWord(tokens[last + 1], 'FILTER') && isSymbol(tokens[last + 2], '(')) {
    last = closing(tokens, last + 2);
  }
  if (isWord(tokens[last + 1], 'OVER')) {
    last = isSymbol(tokens[last + 2], '(')
      ? closing(tokens, last + 2)
      : last + 2;
  }
  const end = tokens[last]?.end ?? token.end;
  return [
    { start: token.start, end: token.start, text: 'CAST(' },
    { start: end, end, text: ' AS INTEGER)' }
  ];
}

/** `LIMIT start, count` is Calcite's lenient form of `LIMIT count OFFSET start`. */
function limitEdits(tokens: readonly Token[]): Edit[] {
  return tokens.flatMap((token, index) => {
    const [start, comma, count] = tokens.slice(index + 1, index + 4);
    return isWord(token, 'LIMIT') &&
      start?.kind === 'number' &&
      isSymbol(comma, ',') &&
      count?.kind === 'number'
      ? [
          {
            start: start.start,
            end: count.end,
            text: `${count.text} OFFSET ${start.text}`
          }
        ]
      : [];
  });
}

/** `{1, 2}` is an array in HeavyDB and a struct in DuckDB. */
function arrayEdits(tokens: readonly Token[]): Edit[] {
  return tokens.flatMap(token =>
    isSymbol(token, '{') || isSymbol(token, '}')
      ? [
          {
            start: token.start,
            end: token.end,
            text: token.text === '{' ? '[' : ']'
          }
        ]
      : []
  );
}

/** Calcite calls the unnamed column at place n `EXPR$n`. */
function aliasEdits(tokens: readonly Token[]): Edit[] {
  return selectLists(tokens).flatMap(({ items }) =>
    items.flatMap((item, place) => {
      const last = item.tokens.at(-1);
      return last && !item.isStar && item.name === undefined
        ? [{ start: last.end, end: last.end, text: ` AS "EXPR$${place}"` }]
        : [];
    })
  );
}
