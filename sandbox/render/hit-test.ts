/** Which row is drawn at a pixel, or nearest to it within a radius; of several, the uppermost. */
import * as vega from 'vega';
import { type Picked, type PickRequest, ROW_COLUMN } from './messages.js';
import type { Picture, PictureMark, SceneItem } from './picture.js';

/** Pixels. A larger radius finds no more. */
const LARGEST_RADIUS = 64;

/** Vega's own test, as its handler of events does it: the item of a scene that is at a point. */
type Pick = (
  context: Picture['context'],
  scene: PictureMark['scene'],
  x: number,
  y: number,
  boundsX: number,
  boundsY: number
) => SceneItem | null | undefined;

const { Marks } = vega as unknown as { Marks: Record<string, { pick: Pick }> };

export function hitTest(picture: Picture, request: PickRequest): Picked {
  const { x, radius } = request;
  const y = picture.height - 1 - request.y;
  const reach = Math.max(0, Math.min(radius, LARGEST_RADIUS));
  const near = picture.marks.map(mark => nearOf(mark, x, y, reach));
  // Vega's test multiplies with it; the canvas of the package does not have it.
  const context = Object.assign(picture.context, { pixelRatio: 1 });
  for (const [dx, dy] of offsets(reach)) {
    for (const { scene, table } of [...near].reverse()) {
      // The middle of the pixel.
      const at = [x + dx + 0.5, y + dy + 0.5] as const;
      const item = Marks[scene.marktype]?.pick(context, scene, ...at, ...at);
      const row = item?.datum?.[ROW_COLUMN];
      if (item && table !== undefined && typeof row === 'number') {
        return { table, row };
      }
    }
  }
  return null;
}

/** The mark with those items only that may be within reach. */
function nearOf(
  mark: PictureMark,
  x: number,
  y: number,
  reach: number
): PictureMark {
  const items = mark.scene.items.filter(
    ({ bounds }) =>
      bounds.x1 <= x + reach + 1 &&
      bounds.x2 >= x - reach &&
      bounds.y1 <= y + reach + 1 &&
      bounds.y2 >= y - reach
  );
  return { ...mark, scene: { marktype: mark.scene.marktype, items } };
}

/** The steps to all pixels within a radius, the nearest first. */
function offsets(radius: number): [dx: number, dy: number][] {
  const steps = Array.from(
    { length: 2 * radius + 1 },
    (_, index) => index - radius
  );
  return steps
    .flatMap(dx => steps.map((dy): [number, number] => [dx, dy]))
    .filter(([dx, dy]) => Math.hypot(dx, dy) <= radius)
    .sort((one, other) => Math.hypot(...one) - Math.hypot(...other));
}
