/** `polys`: the polygons of a geometry column, with holes. */
import { geometryColumn, readWkt, type Vertex } from '../data/wkt';
import type { DrawnMark } from './drawn-mark';
import { neededColumns } from './expression';
import type { MarkReader } from './mark-reader';
import { fillOf, opacityOf, paintProperties, strokeOf } from './paint';
import { PATH_COLUMN, pathThrough, toPixels } from './vertices';

export function polys(mark: MarkReader): DrawnMark {
  const pixels = toPixels(mark);
  const { rows, name } = mark.table;
  const column = geometryColumn(
    rows,
    ['POLYGON', 'MULTIPOLYGON'],
    [
      mark.properties.member('x').member('field').value,
      mark.table.place.member('geocolumn').value
    ]
  );
  if (column === undefined && rows.length > 0) {
    mark.place
      .member('from')
      .member('data')
      .fail(
        `The rows of "${name}" have no POLYGON or MULTIPOLYGON. Select the geometry's column; "rowid" alone is drawn by old servers only.`
      );
  }
  return {
    type: 'path',
    needs: [PATH_COLUMN, ...paintProperties(mark).flatMap(neededColumns)],
    rows: rows.map(row => ({
      ...row,
      [PATH_COLUMN]: pathOf(row[column ?? ''], pixels)
    })),
    enter: {
      path: { field: PATH_COLUMN },
      ...fillOf(mark),
      ...strokeOf(mark),
      ...opacityOf(mark)
    }
  };
}

function pathOf(
  wkt: unknown,
  pixels: (vertex: Vertex) => Vertex
): string | null {
  const polygons = readWkt(wkt)?.parts;
  if (!polygons) {
    return null;
  }
  return polygons
    .flatMap(rings =>
      rings.map((ring, index) => {
        const turned = wound(ring.map(pixels), index > 0);
        const path = pathThrough(turned);
        return path && `${path}Z`;
      })
    )
    .join('');
}

/** Holes go round the other way than what is around them, since canvases fill by that. */
function wound(ring: readonly Vertex[], isHole: boolean): readonly Vertex[] {
  const area = ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return area < 0 === isHole ? ring : [...ring].reverse();
}
