/** Which values of a row the tooltip shows, and how. Pure. */
import type { PixelRequest } from '../../server/protocol';
import { tokenize, type SqlToken } from '../sql/tokens';
import { truncate } from '../text/truncate';
import type { VegaData, VegaSpec } from '../vega/vega-spec';
import { dataOf, fieldOf, propertiesOf } from './view/mark-parts';

export type HitValue = {
  name: string;
  value: string | number | boolean | null;
};

/** The row at a place of a picture. */
export type Hit = {
  /** Name of its `data`. */
  data: string;
  values: HitValue[];
};

/** A longer value, such as a polygon, is cut. */
const MAX_LENGTH = 60;
const MAX_VALUES = 16;
/** The renderer needs it in the SQL; it tells a reader nothing. */
const ROW_ID = 'rowid';

/**
 * The columns to ask for, per `data` with `enableHitTesting`: those that the SQL names, and those
 * that its marks use. Empty if no data can be asked.
 */
export function hitColumns(spec: VegaSpec): PixelRequest['columns'] {
  const columns: Record<string, string[]> = {};
  for (const data of spec.data ?? []) {
    if (isHitTested(data)) {
      const names = [
        ...(data.sql === undefined ? [] : selectedNames(data.sql)),
        ...usedFields(spec, data.name)
      ];
      columns[data.name] = [...new Set(names)]
        .filter(name => name.toLowerCase() !== ROW_ID)
        .slice(0, MAX_VALUES);
    }
  }
  return columns;
}

/** For each mark, the name of its `data` if it tells its values; otherwise `null`. */
export function hitDataOf({
  data = [],
  marks = []
}: VegaSpec): (string | null)[] {
  const names = new Set(data.filter(isHitTested).map(({ name }) => name));
  return marks
    .map(dataOf)
    .map(name => (name !== null && names.has(name) ? name : null));
}

const isHitTested = (data: VegaData): boolean =>
  data['enableHitTesting'] === true;

/** The value as the tooltip shows it. */
export function hitText({ value }: HitValue): string {
  if (value === null) {
    return 'NULL';
  }
  return typeof value === 'number'
    ? String(Number(value.toPrecision(9)))
    : truncate(String(value), MAX_LENGTH);
}

/** The names of the columns that a query lists at its top; none for an asterisk. */
export function selectedNames(sql: string): string[] {
  const items: SqlToken[][] = [[]];
  let depth = 0;
  let isIn = false;
  for (const token of tokenize(sql)) {
    if (token.kind === 'space' || token.kind === 'comment') {
      continue;
    }
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (!isIn) {
      isIn = word === 'select';
      continue;
    }
    if (depth === 0 && word === 'from') {
      break;
    }
    depth += token.text === '(' ? 1 : token.text === ')' ? -1 : 0;
    if (depth === 0 && token.text === ',') {
      items.push([]);
    } else {
      items.at(-1)?.push(token);
    }
  }
  return items.map(nameOf).filter(name => name !== null);
}

/** Its alias, or the column that it is; `null` for an expression without a name. */
function nameOf(item: readonly SqlToken[]): string | null {
  const last = item.at(-1);
  const before = item.at(-2);
  const isNamed =
    before === undefined ||
    before.text === '.' ||
    before.text === ')' ||
    before.kind === 'word' ||
    before.kind === 'quoted';
  return last && isNamed && (last.kind === 'word' || last.kind === 'quoted')
    ? last.text.replace(/^["`]|["`]$/g, '')
    : null;
}

const usedFields = (spec: VegaSpec, data: string): string[] =>
  (spec.marks ?? [])
    .filter(mark => dataOf(mark) === data)
    .flatMap(mark => Object.values(propertiesOf(mark)).map(fieldOf))
    .filter(field => field !== null);

/** A row that the browser drew, as the database would tell of it. */
export function hitOfRow(
  spec: VegaSpec,
  data: string,
  row: Readonly<Record<string, unknown>>
): Hit {
  const wanted =
    hitColumns(spec)[data]?.filter(name => Object.hasOwn(row, name)) ?? [];
  const names = wanted.length > 0 ? wanted : Object.keys(row);
  return {
    data,
    values: names.slice(0, MAX_VALUES).map(name => ({
      name,
      value: plain(row[name])
    }))
  };
}

const plain = (value: unknown): HitValue['value'] =>
  value === undefined || value === null
    ? null
    : typeof value === 'object'
      ? JSON.stringify(value)
      : (value as string | number | boolean);
