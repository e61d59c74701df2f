/** Refuses pictures that are too large to be made, whoever draws them. Pure. */
import { VegaError } from './vega-error';
import type { VegaSpec } from './vega-spec';

const MAX_PIXELS = 4096 * 4096;

/** @throws VegaError */
export function checkSize({
  width,
  height
}: Pick<VegaSpec, 'width' | 'height'>): void {
  if (width * height > MAX_PIXELS) {
    throw new VegaError(
      `The picture has ${width} × ${height} pixels; the limit is as many as 4096 × 4096.`,
      '/width'
    );
  }
}
