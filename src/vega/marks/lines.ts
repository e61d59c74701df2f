/** `lines`: one line a row, through a LINESTRING or through columns of coordinates. */
import { type LineReader, lineReader } from '../data/line-format';
import type { Vertex } from '../data/wkt';
import type { DrawnMark } from './drawn-mark';
import { neededColumns } from './expression';
import type { MarkReader } from './mark-reader';
import { colourOf, opacityOf, paintProperties, strokeOf } from './paint';
import { PATH_COLUMN, pathThrough, toPixels } from './vertices';

export function lines(mark: MarkReader): DrawnMark {
  const pixels = toPixels(mark);
  const isArea = isFilledBelow(mark);
  const read = lineReader(mark.table);
  return {
    type: 'path',
    needs: [PATH_COLUMN, ...paintProperties(mark).flatMap(neededColumns)],
    rows: mark.table.rows.map(row => ({
      ...row,
      [PATH_COLUMN]: pathOf(read(row), pixels, isArea ? mark.height : undefined)
    })),
    enter: {
      path: { field: PATH_COLUMN },
      ...(isArea
        ? { fill: colourOf(mark, 'strokeColor', '#ffffff') }
        : strokeOf(mark)),
      ...opacityOf(mark)
    }
  };
}

/** With a bottom, the area down to it. */
function pathOf(
  parts: ReturnType<LineReader>,
  pixels: (vertex: Vertex) => Vertex,
  bottom?: number
): string | null {
  if (!parts) {
    return null;
  }
  return parts
    .map(part => {
      const vertices = part.map(pixels);
      const [first] = vertices;
      const last = vertices.at(-1);
      if (bottom === undefined || !first || !last) {
        return pathThrough(vertices);
      }
      const path = pathThrough([
        ...vertices,
        [last[0], bottom],
        [first[0], bottom]
      ]);
      return path && `${path}Z`;
    })
    .join('');
}

function isFilledBelow(mark: MarkReader): boolean {
  const { value } = mark.properties.member('fillBelowLine');
  return value === true || value === 1 || value === 'true';
}
