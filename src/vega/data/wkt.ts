/** Reads geometries from WKT, the text in which a query answers them. */

export type Vertex = readonly [x: number, y: number];

/** The lines of a geometry: the rings of each polygon, or one line alone, or the points as one. */
export type Geometry = { type: string; parts: Vertex[][][] };

/** All of its expressions read a long text once: a column of texts may hold anything. */
const HEAD =
  /^\s*(?:SRID=\d+;\s*)?(MULTI)?(POINT|LINESTRING|POLYGON)\s*(?=\()/i;
const COORDINATES = /([^\s(),]+)(?:\s+([^\s(),]+))?/g;

/** The geometry; `null` for anything else. */
export function readWkt(value: unknown): Geometry | null {
  const head = typeof value === 'string' ? HEAD.exec(value) : null;
  if (!head) {
    return null;
  }
  const [{ length }, multi = '', kind = ''] = head;
  const type = `${multi}${kind}`.toUpperCase();
  // No number is left as it is, which is no JSON.
  const json = String(value)
    .slice(length)
    .replace(
      COORDINATES,
      (_, x: string, y: string) => `[${Number(x)},${Number(y)}]`
    )
    .replace(/\(/g, '[')
    .replace(/\)/g, ']');
  try {
    const parts = partsOf(type, JSON.parse(json) as unknown);
    return parts && { type, parts };
  } catch {
    return null;
  }
}

/** Each type with as many brackets as MULTIPOLYGON has; `null` if it has others. */
function partsOf(type: string, body: unknown): Vertex[][][] | null {
  switch (type) {
    case 'MULTIPOLYGON':
      return isNested(body, 3) ? (body as Vertex[][][]) : null;
    case 'POLYGON':
      return isNested(body, 2) ? [body as Vertex[][]] : null;
    case 'MULTILINESTRING':
      return isNested(body, 2)
        ? (body as Vertex[][]).map(line => [line])
        : null;
    case 'MULTIPOINT': {
      // Either form is WKT: MULTIPOINT (1 2,3 4) and MULTIPOINT ((1 2),(3 4)).
      const points = (body as (Vertex | [Vertex])[]).map(pointOf);
      return isNested(points, 1) ? [[points]] : null;
    }
    default:
      return isNested(body, 1) ? [[body as Vertex[]]] : null;
  }
}

/** True for lists of lists, as deep as that, of vertices. */
const isNested = (value: unknown, depth: number): boolean =>
  Array.isArray(value) &&
  (depth === 0
    ? value.length === 2 && typeof value[0] === 'number'
    : value.every(item => isNested(item, depth - 1)));

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
