/** Vertices of polygons and lines: where each is in the picture, and the path through them. */
import type { Vertex } from '../data/wkt';
import { evaluator } from '../scales/evaluate';
import type { MarkReader } from './mark-reader';
import type { Property } from './property';

/** The pixels of a vertex, with y from the top. */
export type ToPixels = (vertex: Vertex) => Vertex;

/** The column of the translated rows in which a path is. */
export const PATH_COLUMN = 'mark_path';

/** @throws VegaError if `x` or `y` is nothing that vertices can go through */
export function toPixels(mark: MarkReader): ToPixels {
  const x = axis(mark.coordinate('x'));
  const y = axis(mark.coordinate('y'));
  const project = mark.projection?.project;
  return ([longitude, latitude]) => {
    const [right, up] = project
      ? project(longitude, latitude)
      : [longitude, latitude];
    return [x(right), mark.height - y(up)];
  };
}

function axis(property: Property): (value: number) => number {
  switch (property.kind) {
    case 'field':
      return value => value;
    case 'scaled':
      return (
        evaluator(property.scale) ??
        property.place
          .member('scale')
          .fail(
            `The vertices need a scale of numbers to numbers; "${property.scale.name}" is none.`
          )
      );
    case 'constant':
      return property.place.fail(
        'The vertices of polygons and lines come from their data: name a "field".'
      );
  }
}

/** The path through vertices in pixels; empty if one has no place. */
export function pathThrough(vertices: readonly Vertex[]): string {
  const steps = vertices.map(([x, y]) => `${rounded(x)},${rounded(y)}`);
  return vertices.every(([x, y]) => Number.isFinite(x) && Number.isFinite(y))
    ? `M${steps.join('L')}`
    : '';
}

/** To a hundredth of a pixel: the picture is the same, its text half as long. */
const rounded = (pixels: number): number => Math.round(pixels * 100) / 100;
