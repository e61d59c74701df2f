/** How a value is stored that HeavyDB reads or checks before it stores it. */
import { quoted } from '../../dialect/ddl.js';
import type { Token } from '../../dialect/tokens.js';
import { DatabaseError } from '../../errors.js';
import {
  type Column,
  type ColumnType,
  isGeo
} from '../../types/column-type.js';
import { type DateKind, isoText } from '../../types/date-text.js';

const DATES: readonly string[] = ['DATE', 'TIME', 'TIMESTAMP'];

const isDictionary = ({ datum, encoding }: ColumnType): boolean =>
  datum === 'STR' && encoding === 'DICT';

/** DuckDB's SQL for what is stored of an expression; nothing where it is stored as it is. */
export function storedAs(
  type: ColumnType,
  expression: string
): string | undefined {
  if (isGeo(type)) {
    return `geo_value('${type.datum}', ${type.scale}, CAST(${expression} AS VARCHAR))`;
  }
  if (!isDictionary(type)) {
    return undefined;
  }
  return type.isArray
    ? `list_transform(CAST(${expression} AS VARCHAR[]), lambda text: nullif(text, ''))`
    : `nullif(CAST(${expression} AS VARCHAR), '')`;
}

/** Of a table that a query has filled: what takes the empty texts of its dictionaries away. */
export const emptiedTexts = (
  table: string,
  columns: readonly Column[]
): string[] =>
  columns
    .filter(({ type }) => isDictionary(type) && !type.isArray)
    .map(
      ({ name }) =>
        `UPDATE ${quoted(table)} SET ${quoted(name)} = NULL WHERE ${quoted(name)} = ''`
    );

/** The SQL for a string in a statement; nothing where it stays as it is. */
export function storedLiteral(
  token: Token,
  type: ColumnType
): string | undefined {
  const text = textOf(token);
  if (isGeo(type)) {
    return storedAs(type, token.text);
  }
  if (isDictionary(type)) {
    return text === '' ? 'NULL' : undefined;
  }
  if (DATES.includes(type.datum)) {
    return `'${storedDate(text, type)}'`;
  }
  return undefined;
}

/** Throws HeavyDB's error where the text is no date or time. */
export function storedDate(text: string, { datum }: ColumnType): string {
  const iso = isoText(text, datum as DateKind);
  if (iso === undefined) {
    throw new DatabaseError(`Invalid ${datum} string (${text})`);
  }
  return iso;
}

const textOf = ({ text }: Token): string =>
  text.slice(1, -1).replace(/''/g, "'");
