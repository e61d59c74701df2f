/**
 * Reads CREATE TABLE as HeavyDB writes it and says it to DuckDB without what that does not know:
 * encodings, shard keys, shared dictionaries and WITH options, which remain in the column types.
 */
import { DatabaseError } from '../errors.js';
import {
  columnType,
  type Column,
  type ColumnType,
  type DatumName,
  dictionaryText,
  duckdbTypeName,
  GEO_TYPES
} from '../types/column-type.js';
import {
  closing,
  isName,
  isSymbol,
  isWord,
  nameOf,
  splitAtCommas,
  type Token
} from './tokens.js';

/** A column with its default as SQL and its comment, if it has them. */
export type TableColumn = Column & { default?: string; comment?: string };

export type TableDefinition = {
  name: string;
  ifNotExists: boolean;
  temporary: boolean;
  /** Of its WITH clause, as `FRAGMENT_SIZE=1000`. */
  options: string[];
  /** Absent for CREATE TABLE … AS SELECT. */
  columns?: TableColumn[];
  /** Where the SELECT of CREATE TABLE … AS begins and ends in the text. */
  query?: { start: number; end: number };
};

const TYPES: Readonly<Record<string, DatumName>> = {
  TINYINT: 'TINYINT',
  SMALLINT: 'SMALLINT',
  INT: 'INT',
  INTEGER: 'INT',
  BIGINT: 'BIGINT',
  FLOAT: 'FLOAT',
  REAL: 'FLOAT',
  DOUBLE: 'DOUBLE',
  DECIMAL: 'DECIMAL',
  NUMERIC: 'DECIMAL',
  BOOLEAN: 'BOOL',
  BOOL: 'BOOL',
  TEXT: 'STR',
  STR: 'STR',
  STRING: 'STR',
  VARCHAR: 'STR',
  CHAR: 'STR',
  TIME: 'TIME',
  TIMESTAMP: 'TIMESTAMP',
  DATE: 'DATE',
  ...Object.fromEntries(GEO_TYPES.map(name => [name, name]))
};

export function parseCreateTable(tokens: readonly Token[]): TableDefinition {
  const table = tokens.findIndex(token => isWord(token, 'TABLE'));
  const ifNotExists = isWord(tokens[table + 1], 'IF');
  const at = table + (ifNotExists ? 4 : 1);
  const name = tokens[at];
  if (!isName(name)) {
    throw new DatabaseError(
      `SQL Error: Encountered "${name?.text ?? '<EOF>'}" where a table name was expected.`
    );
  }
  const head = {
    name: nameOf(name),
    ifNotExists,
    temporary: isWord(tokens[1], 'TEMPORARY', 'TEMP'),
    options: optionsIn(tokens)
  };
  const next = tokens[at + 1];
  if (isWord(next, 'AS')) {
    return { ...head, query: queryAfter(tokens, at + 2) };
  }
  if (!isSymbol(next, '(')) {
    throw new DatabaseError(
      `SQL Error: Encountered "${next?.text ?? '<EOF>'}" where "(" was expected.`
    );
  }
  const inside = tokens.slice(at + 2, closing(tokens, at + 1));
  const columns = splitAtCommas(inside)
    .filter(part => !isConstraint(part))
    .map(parseColumn);
  return { ...head, columns };
}

/** Those that SHOW CREATE TABLE repeats. */
const SHOWN_OPTIONS = [
  'FRAGMENT_SIZE',
  'MAX_CHUNK_SIZE',
  'PAGE_SIZE',
  'MAX_ROWS',
  'MAX_ROLLBACK_EPOCHS',
  'VACUUM',
  'PARTITIONS',
  'SHARD_COUNT',
  'SORT_COLUMN'
];

/** VACUUM is delayed unless it is immediate. */
const isNoDefault = (option: string): boolean =>
  !/^VACUUM='delayed'$/i.test(option);

function optionsIn(tokens: readonly Token[]): string[] {
  const at = tokens.findIndex(
    (token, index) =>
      token.depth === 0 &&
      isWord(token, 'WITH') &&
      isSymbol(tokens[index + 1], '(')
  );
  return at < 0
    ? []
    : splitAtCommas(tokens.slice(at + 2, closing(tokens, at + 1))).flatMap(
        ([name, , value]) =>
          name && value && SHOWN_OPTIONS.includes(name.upper)
            ? [`${name.upper}=${value.text}`].filter(isNoDefault)
            : []
      );
}

/** The text of CREATE TABLE … AS's query, without a WITH (…) behind it. */
function queryAfter(
  tokens: readonly Token[],
  from: number
): { start: number; end: number } {
  const options = tokens.findIndex(
    (token, index) =>
      index > from &&
      token.depth === 0 &&
      isWord(token, 'WITH') &&
      isSymbol(tokens[index + 1], '(')
  );
  const last = options < 0 ? tokens.at(-1) : tokens[options - 1];
  return { start: tokens[from]?.start ?? 0, end: last?.end ?? 0 };
}

const isConstraint = ([first, second]: readonly Token[]): boolean =>
  (isWord(first, 'SHARD') && isWord(second, 'KEY')) ||
  (isWord(first, 'SHARED') && isWord(second, 'DICTIONARY')) ||
  (isWord(first, 'SORT') && isWord(second, 'KEY'));

export function parseColumn(tokens: readonly Token[]): TableColumn {
  const [name, ...rest] = tokens;
  if (!isName(name)) {
    throw new DatabaseError(
      `SQL Error: Encountered "${name?.text ?? ','}" where a column name was expected.`
    );
  }
  const { type, value } = withoutDefault(rest);
  return {
    name: nameOf(name),
    type: parseType(type),
    ...(value.length > 0 && {
      default: value.map(({ text }) => text).join(' ')
    })
  };
}

/** The value ends where the encoding or NOT NULL begins, which belong to the type. */
function withoutDefault(tokens: readonly Token[]): {
  type: Token[];
  value: Token[];
} {
  const at = tokens.findIndex(token => isWord(token, 'DEFAULT'));
  if (at < 0) {
    return { type: [...tokens], value: [] };
  }
  const length = tokens
    .slice(at + 1)
    .findIndex(token => isWord(token, 'ENCODING', 'NOT'));
  const end = length < 0 ? tokens.length : at + 1 + length;
  return {
    type: [...tokens.slice(0, at), ...tokens.slice(end)],
    value: tokens.slice(at + 1, end)
  };
}

export function parseType(tokens: readonly Token[]): ColumnType {
  const [first] = tokens;
  const geometry = isWord(first, 'GEOMETRY', 'GEOGRAPHY');
  const datum = TYPES[(geometry ? tokens[2] : first)?.upper ?? ''];
  if (!datum) {
    throw new DatabaseError(
      `SQL Error: Encountered "${first?.text ?? '<EOF>'}" where a type was expected.`
    );
  }
  const numbers = isSymbol(tokens[1], '(')
    ? tokens
        .slice(2, closing(tokens, 1))
        .filter(({ kind }) => kind === 'number')
        .map(({ text }) => Number(text))
    : [];
  const type = withEncoding(plainType(datum, numbers), tokens);
  return {
    ...type,
    isArray: tokens.some(token => isSymbol(token, '[')),
    nullable: !tokens.some(
      (token, index) =>
        isWord(token, 'NOT') && isWord(tokens[index + 1], 'NULL')
    )
  };
}

function plainType(datum: DatumName, [first, second]: number[]): ColumnType {
  if (datum === 'STR') {
    return dictionaryText();
  }
  if (datum === 'DECIMAL') {
    requireDigits(first ?? MAX_DIGITS, second ?? 0);
    return columnType(datum, { precision: first ?? 18, scale: second ?? 0 });
  }
  if (datum === 'TIMESTAMP') {
    if (![0, 3, 6, 9].includes(first ?? 0)) {
      throw new DatabaseError(
        'Only TIMESTAMP(n) where n = (0,3,6,9) are supported now.'
      );
    }
    return columnType(datum, { precision: first ?? 0 });
  }
  if (datum === 'DATE') {
    return columnType(datum, { encoding: 'DATE_IN_DAYS' });
  }
  if (GEO_TYPES.includes(datum)) {
    const srid = first ?? 0;
    return columnType(datum, {
      scale: srid,
      ...(srid === 4326 && { encoding: 'GEOINT', compParam: 32 })
    });
  }
  return columnType(datum);
}

const MAX_DIGITS = 18;

/** As DdlUtils.cpp has it (validate_and_set_type). */
function requireDigits(precision: number, scale: number): void {
  if (precision > MAX_DIGITS) {
    throw new DatabaseError(
      `DECIMAL and NUMERIC precision cannot be larger than ${MAX_DIGITS}.`
    );
  }
  if (precision <= scale) {
    throw new DatabaseError(
      'DECIMAL and NUMERIC must have precision larger than scale.'
    );
  }
}

function withEncoding(type: ColumnType, tokens: readonly Token[]): ColumnType {
  const at = tokens.findIndex(token => isWord(token, 'ENCODING'));
  if (at < 0) {
    return type;
  }
  const bits = isSymbol(tokens[at + 2], '(')
    ? Number(tokens[at + 3]?.text)
    : undefined;
  switch (tokens[at + 1]?.upper) {
    case 'NONE':
      return { ...type, encoding: 'NONE', compParam: 0 };
    case 'DICT':
      return { ...type, encoding: 'DICT', compParam: bits ?? 32 };
    case 'DAYS':
      // 32 bits are written as none.
      return {
        ...type,
        encoding: 'DATE_IN_DAYS',
        compParam: bits === 16 ? 16 : 0
      };
    case 'FIXED':
      return { ...type, encoding: 'FIXED', compParam: bits ?? 0 };
    case 'COMPRESSED':
      return { ...type, encoding: 'GEOINT', compParam: bits ?? 32 };
    default:
      return type;
  }
}

export const quoted = (name: string): string => `"${name.replace(/"/g, '""')}"`;

export function columnDefinition(column: TableColumn): string {
  return [
    quoted(column.name),
    duckdbTypeName(column.type),
    column.type.nullable ? '' : 'NOT NULL',
    column.default === undefined ? '' : `DEFAULT ${column.default}`
  ]
    .filter(Boolean)
    .join(' ');
}

/** Temporary tables become plain ones: every table ends with the process. */
export const createTableSql = ({
  name,
  columns = []
}: TableDefinition): string =>
  `CREATE TABLE ${quoted(name)} (${columns.map(columnDefinition).join(', ')})`;
