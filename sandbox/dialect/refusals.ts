/**
 * Refuses what DuckDB would carry out and HeavyDB does not have: other functions, other syntax, the
 * tables of its catalogue.
 */
import { DatabaseError } from '../errors.js';
import { type Column, isGeo } from '../types/column-type.js';
import { range } from './calcite-errors.js';
import { refuseOtherSrids } from './geo-refusals.js';
import { isKnownFunction } from './known-functions.js';
import {
  closing,
  isName,
  isSymbol,
  isWord,
  nameOf,
  type Token
} from './tokens.js';

export type RefusalOptions = {
  sql: string;
  tokens: readonly Token[];
  /** The names of DuckDB's own functions, in lower case. */
  duckdbFunctions: ReadonlySet<string>;
  /** The columns of the tables that are named in the statement. */
  columns: readonly Column[];
};

const CATALOGUES =
  /^(information_schema|pg_catalog|main|memory|samples|system|temp)$/i;
const CATALOGUE_TABLES = /^(duckdb|pragma|sqlite|pg)_\w+$/i;

/** Words in a row that HeavyDB's grammar does not have, or that its translator refuses. */
const SYNTAX: readonly (readonly string[])[] = [
  ['FULL', 'JOIN'],
  ['FULL', 'OUTER'],
  ['WITH', 'RECURSIVE'],
  ['DISTINCT', 'ON'],
  ['*', 'EXCLUDE'],
  ['*', 'REPLACE'],
  ['BY', 'ROLLUP'],
  ['BY', 'CUBE'],
  ['BY', 'GROUPING'],
  ['GROUP', 'BY', 'ALL'],
  ['ORDER', 'BY', 'ALL'],
  ['USING', 'SAMPLE'],
  ['SELECT', 'IF', '('],
  [',', 'IF', '('],
  [')', 'RETURNING'],
  ['ASOF', 'JOIN'],
  ['POSITIONAL', 'JOIN']
];

/** Words of SQL's grammar that are functions of DuckDB, too. */
const SYNTAX_WORDS = ['FILTER', 'ROW', 'IN', 'EXISTS', 'ANY', 'ALL', 'SOME'];

export function refuseForeign(options: RefusalOptions): void {
  const { sql, tokens, columns } = options;
  const known = new Map(
    columns.map(({ name, type }) => [name.toLowerCase(), type])
  );
  tokens.forEach((token, index) => {
    if (CATALOGUES.test(token.text) && isTable(tokens, index)) {
      throw refusal(sql, token, `Object '${token.text}' not found`);
    }
    if (CATALOGUE_TABLES.test(token.text) && isTable(tokens, index)) {
      throw refusal(
        sql,
        token,
        isSymbol(tokens[index + 1], '(')
          ? `No match found for function signature ${token.upper}()`
          : `Object '${token.text}' not found`
      );
    }
    refuseFunction(options, token, index);
    refuseTexts(options, token, index);
    refuseOtherSrids(tokens, index, known);
    const found = SYNTAX.find(words =>
      words.every((word, offset) => tokens[index + offset]?.upper === word)
    );
    const odd = tokens[index + (found?.length ?? 0) - 1];
    if (found && odd) {
      throw new DatabaseError(
        `SQL Error: Encountered "${odd.text}" at ${place(sql, odd)}.`
      );
    }
  });
}

/** Whether a name may be that of a table, or of what has it. */
function isTable(tokens: readonly Token[], index: number): boolean {
  const previous = tokens[index - 1];
  return (
    isName(tokens[index]) &&
    (isWord(previous, 'FROM', 'JOIN', 'INTO', 'UPDATE') ||
      isSymbol(previous, ',')) &&
    (CATALOGUE_TABLES.test(tokens[index]?.text ?? '') ||
      isSymbol(tokens[index + 1], '.'))
  );
}

function refuseFunction(
  { sql, tokens, duckdbFunctions }: RefusalOptions,
  token: Token,
  index: number
): void {
  const previous = tokens[index - 1];
  if (
    isName(token) &&
    isSymbol(tokens[index + 1], '(') &&
    !isWord(previous, 'AS', 'INTO', 'TABLE', 'VIEW') &&
    !isWord(token, ...SYNTAX_WORDS) &&
    !isKnownFunction(nameOf(token).toUpperCase()) &&
    duckdbFunctions.has(nameOf(token).toLowerCase())
  ) {
    const name = nameOf(token).toUpperCase();
    const isEmpty = isSymbol(tokens[index + 2], ')');
    throw refusal(
      sql,
      token,
      `No match found for function signature ${name}${isEmpty ? '()' : ''}`
    );
  }
}

/** MIN and MAX take no texts, and only texts of a dictionary can be counted apart. */
function refuseTexts(
  { tokens, columns }: RefusalOptions,
  token: Token,
  index: number
): void {
  const inside = tokens.slice(index + 2, closing(tokens, index + 1));
  const isDistinct = isWord(inside[0], 'DISTINCT');
  const path = isDistinct ? inside.slice(1) : inside;
  const last = path.at(-1);
  const isColumn =
    isSymbol(tokens[index + 1], '(') &&
    isName(last) &&
    path.every((part, place) =>
      place % 2 === 0 ? isName(part) : isSymbol(part, '.')
    );
  const found = isColumn
    ? columns.filter(
        ({ name }) => name.toLowerCase() === nameOf(last).toLowerCase()
      )
    : [];
  if (found.length === 0) {
    return;
  }
  if (
    isWord(token, 'MIN', 'MAX') &&
    found.every(
      ({ type }) => type.datum === 'STR' || type.isArray || isGeo(type)
    )
  ) {
    throw new DatabaseError(
      `${token.upper} on strings, arrays or geospatial types not supported yet`
    );
  }
  if (
    isWord(token, 'COUNT') &&
    isDistinct &&
    found.every(({ type }) => type.datum === 'STR' && type.encoding === 'NONE')
  ) {
    throw new DatabaseError(
      'Cannot group by string columns which are not dictionary encoded.'
    );
  }
}

const refusal = (sql: string, token: Token, text: string): DatabaseError =>
  new DatabaseError(`SQL Error: ${range(sql, token)}: ${text}`);

const place = (sql: string, token: Token): string =>
  range(sql, token).replace(/^From (.*) to .*/, '$1');
