/**
 * Follows columns from the tables that a query reads to its result, by name, for what DuckDB's
 * own types forget: text without a dictionary, geo types and, through DATE_TRUNC and DATEADD, the
 * precision of a timestamp. It follows names, not scopes: where two tables of one query give a
 * name two such types, the last one wins.
 */
import { geoTypeOf } from './geo-origin.js';
import { outermost, selectLists, type SelectItem } from './select-items.js';
import { isName, isSymbol, isWord, nameOf, type Token } from './tokens.js';
import { type Column, type ColumnType, isGeo } from '../types/column-type.js';

/** Functions that answer a value of their argument's type. */
const KEEPING = [
  'SAMPLE',
  'LAST_SAMPLE',
  'ANY_VALUE',
  'SINGLE_VALUE',
  'MIN',
  'MAX',
  'COALESCE',
  'DATE_TRUNC',
  'DATEADD',
  'TIMESTAMPADD'
];

export function withOrigins(
  result: readonly Column[],
  tokens: readonly Token[],
  sources: readonly Column[]
): Column[] {
  const known = new Map<string, ColumnType>();
  for (const { name, type } of sources) {
    known.set(name.toLowerCase(), type);
  }
  const lists = selectLists(tokens);
  const last = outermost(lists);
  for (const list of lists) {
    for (const item of list === last ? [] : list.items) {
      const type = typeOf(item, known);
      if (type && item.name !== undefined) {
        known.set(item.name.toLowerCase(), type);
      }
    }
  }
  const items = alignedItems(last?.items ?? [], result.length);
  return result.map(({ name, type }, index) => {
    const item = items[index];
    const origin = item ? typeOf(item, known) : known.get(name.toLowerCase());
    return { name, type: origin ? merged(type, origin) : type };
  });
}

function typeOf(
  { tokens, column }: SelectItem,
  known: ReadonlyMap<string, ColumnType>
): ColumnType | undefined {
  if (column !== undefined) {
    return known.get(column.toLowerCase());
  }
  const geo = geoTypeOf(tokens, known);
  if (geo) {
    return geo;
  }
  const [callee, open] = tokens;
  if (tokens.some(token => isWord(token, 'INTERVAL'))) {
    return tokens
      .filter(isName)
      .map(token => known.get(nameOf(token).toLowerCase()))
      .find(type => type?.datum === 'TIMESTAMP');
  }
  if (
    callee &&
    KEEPING.includes(callee.upper) &&
    isSymbol(open, '(') &&
    isSymbol(tokens.at(-1), ')')
  ) {
    return tokens
      .filter(isName)
      .slice(1)
      .map(token => known.get(nameOf(token).toLowerCase()))
      .find(type => type !== undefined);
  }
  return undefined;
}

/** Which item made which column; none for those of a star. */
function alignedItems(
  items: readonly SelectItem[],
  columns: number
): (SelectItem | undefined)[] {
  const star = items.findIndex(({ isStar }) => isStar);
  if (star < 0) {
    return [...items];
  }
  const stars = items.map(({ isStar }) => isStar);
  const after = items.slice(stars.lastIndexOf(true) + 1);
  const between = Array.from(
    { length: Math.max(0, columns - star - after.length) },
    () => undefined
  );
  return [...items.slice(0, star), ...between, ...after];
}

/** Only what DuckDB carries as the same kind of value may be relabelled. */
function merged(type: ColumnType, origin: ColumnType): ColumnType {
  const nullable = true;
  if (type.datum === 'STR' && type.isArray === origin.isArray) {
    if (isGeo(origin) || origin.datum === 'STR') {
      return { ...origin, nullable };
    }
  }
  const isTimestamp = type.datum === 'TIMESTAMP' && !type.isArray;
  if (isTimestamp && origin.datum === 'TIMESTAMP' && !origin.isArray) {
    return { ...type, precision: origin.precision };
  }
  return type;
}
