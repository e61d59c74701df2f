/** Draws a specification of HeavyDB as the sandbox does, and reads single pixels of the picture. */
import { createCanvas } from '@napi-rs/canvas';
import * as vega from 'vega';
import { parseVegaText } from '../../src/vega/parse-text';
import { translate } from '../../src/vega/translate';
import type { Row } from '../../src/vega/vega-spec';

/** Colours as `#rrggbbaa`; `#00000000` where nothing is. */
export type Picture = {
  /** The colour at a pixel; y from the bottom, as in the database. */
  at(x: number, y: number): string;
  /** Whether most of a pixel is painted. */
  isPainted(x: number, y: number): boolean;
  /** How many pixels have this colour. */
  count(colour: string): number;
};

/** The picture of a specification, with the rows of its queries by the names of their tables. */
export async function draw(
  spec: object,
  rows: Record<string, Row[]> = {}
): Promise<Picture> {
  const translated = translate(
    parseVegaText(JSON.stringify(spec)),
    new Map(Object.entries(rows))
  );
  const { width, height } = translated;
  const view = new vega.View(vega.parse(translated as unknown as vega.Spec), {
    renderer: 'none',
    logLevel: vega.Error
  });
  const canvas = createCanvas(width, height);
  await view.toCanvas(1, { externalContext: canvas.getContext('2d') });
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  const colourAt = (pixel: number): string =>
    `#${[...data.subarray(pixel * 4, pixel * 4 + 4)]
      .map(part => part.toString(16).padStart(2, '0'))
      .join('')}`;
  const at = (x: number, y: number): string =>
    colourAt((height - 1 - y) * width + x);
  return {
    at,
    isPainted: (x, y) => Number.parseInt(at(x, y).slice(7), 16) > 0x7f,
    count: colour =>
      Array.from({ length: width * height }, (_, pixel) =>
        colourAt(pixel)
      ).filter(one => one === colour).length
  };
}
