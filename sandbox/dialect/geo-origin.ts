/** Which geo type a call answers, by its name: DuckDB has a text for each. */
import { columnType, type ColumnType, isGeo } from '../types/column-type.js';
import {
  closing,
  isSymbol,
  nameOf,
  splitAtCommas,
  type Token
} from './tokens.js';

type Datum = ColumnType['datum'];

const MADE: Readonly<Record<string, Datum>> = {
  ST_POINT: 'POINT',
  ST_CENTROID: 'POINT',
  ST_STARTPOINT: 'POINT',
  ST_ENDPOINT: 'POINT',
  ST_POINTN: 'POINT',
  ST_BUFFER: 'MULTIPOLYGON',
  ST_CONVEXHULL: 'MULTIPOLYGON',
  ST_INTERSECTION: 'MULTIPOLYGON',
  ST_UNION: 'MULTIPOLYGON',
  ST_DIFFERENCE: 'MULTIPOLYGON'
};
/** These answer what their first argument is, with the SRID that the second one names. */
const KEEPING = [
  'ST_SETSRID',
  'ST_TRANSFORM',
  'CASTTOGEOGRAPHY',
  'ST_GEOMFROMTEXT',
  'ST_GEOGFROMTEXT'
];

/** `known` has the types of columns, by their names in lower case. */
export function geoTypeOf(
  tokens: readonly Token[],
  known: ReadonlyMap<string, ColumnType>
): ColumnType | undefined {
  const [callee, open] = tokens;
  if (!callee) {
    return undefined;
  }
  if (!isSymbol(open, '(') || closing(tokens, 1) !== tokens.length - 1) {
    const last = tokens.at(-1);
    const column = last && known.get(nameOf(last).toLowerCase());
    return column && isGeo(column) ? column : ofText(tokens);
  }
  const [first = [], second = []] = splitAtCommas(tokens.slice(2, -1));
  const made = MADE[callee.upper];
  if (made !== undefined) {
    const scale = geoTypeOf(first, known)?.scale ?? 0;
    return columnType(made, { scale });
  }
  if (!KEEPING.includes(callee.upper)) {
    return undefined;
  }
  const kept = geoTypeOf(first, known);
  const isGeography = callee.upper.includes('GEOG');
  const scale =
    second[0]?.kind === 'number'
      ? Number(second[0].text)
      : isGeography
        ? 4326
        : (kept?.scale ?? 0);
  return kept && columnType(kept.datum, { scale });
}

function ofText([token]: readonly Token[]): ColumnType | undefined {
  const [, name] =
    /^'\s*((?:MULTI)?(?:POINT|LINESTRING|POLYGON))\b/i.exec(
      token?.text ?? ''
    ) ?? [];
  return name === undefined
    ? undefined
    : columnType(name.toUpperCase() as Datum);
}
