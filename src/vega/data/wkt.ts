/** Reads geometries from WKT, the text in which a query answers them. */

export type Vertex = readonly [x: number, y: number];

/** The lines of a geometry: the rings of each polygon, or one line alone, or the points as one. */
export type Geometry = { type: string; parts: Vertex[][][] };

const FORM =
  /^\s*(?:SRID=\d+;)?\s*(MULTI)?(POINT|LINESTRING|POLYGON)\s*(\(.*\))\s*$/is;
const NUMBERS = /([-+.\deE]+)\s+([-+.\deE]+)/g;

/** The geometry; `null` for anything else. */
export function readWkt(value: unknown): Geometry | null {
  const [, multi = '', kind = '', body = ''] =
    (typeof value === 'string' && FORM.exec(value)) || [];
  if (kind === '') {
    return null;
  }
  const type = `${multi}${kind}`.toUpperCase();
  const json = body
    .replace(
      NUMBERS,
      (_, x: string, y: string) => `[${Number(x)},${Number(y)}]`
    )
    .replace(/\(/g, '[')
    .replace(/\)/g, ']');
  try {
    return { type, parts: partsOf(type, JSON.parse(json) as unknown) };
  } catch {
    return null;
  }
}

/** Each type with as many brackets as MULTIPOLYGON has. */
function partsOf(type: string, body: unknown): Vertex[][][] {
  switch (type) {
    case 'MULTIPOLYGON':
      return body as Vertex[][][];
    case 'POLYGON':
      return [body as Vertex[][]];
    case 'MULTILINESTRING':
      return (body as Vertex[][]).map(line => [line]);
    case 'MULTIPOINT':
      // Either form is WKT: MULTIPOINT (1 2,3 4) and MULTIPOINT ((1 2),(3 4)).
      return [[(body as (Vertex | [Vertex])[]).map(pointOf)]];
    default:
      return [[body as Vertex[]]];
  }
}

const pointOf = (point: Vertex | [Vertex]): Vertex =>
  Array.isArray(point[0]) ? (point[0] as Vertex) : (point as Vertex);

/**
 * The first column whose values are geometries of one of these types.
 *
 * @param preferred - names of columns that come before all others, if they are such columns
 */
export function geometryColumn(
  rows: readonly Readonly<Record<string, unknown>>[],
  types: readonly string[],
  preferred: readonly unknown[] = []
): string | undefined {
  const all = Object.keys(rows[0] ?? {});
  const first = all.filter(name => preferred.includes(name));
  return [...first, ...all].find(name => {
    const value = rows.find(row => typeof row[name] === 'string')?.[name];
    const geometry = readWkt(value);
    return geometry !== null && types.includes(geometry.type);
  });
}
