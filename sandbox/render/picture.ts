/** Draws a specification with Vega on a canvas that needs no browser. */
import { type Canvas, createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import * as vega from 'vega';
import { translate } from '../../src/vega/translate';
import type { VegaSpec } from '../../src/vega/vega-spec';
import type { Vega5Spec } from '../../src/vega/vega5-spec';
import type { Drawn, DrawRequest } from './messages.js';

/** What is kept of a picture. */
export type Picture = {
  width: number;
  height: number;
  context: SKRSContext2D;
  /** In the order of drawing. */
  marks: PictureMark[];
};

/** Of Vega's scene graph, what a hit test needs. */
export type SceneItem = {
  bounds: { x1: number; y1: number; x2: number; y2: number };
  datum?: Readonly<Record<string, unknown>>;
};
type Scene = { marktype: string; items: SceneItem[] };

export type PictureMark = {
  scene: Scene;
  /** The table of the specification that the mark draws; absent if it draws no query's. */
  table?: string;
};

/** @throws VegaError */
export async function drawPicture({
  spec,
  rows
}: DrawRequest): Promise<{ picture: Picture; drawn: Drawn }> {
  const translated = translate(spec, rows);
  const { width, height } = translated;
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  const scenes = await drawOn(context, translated);
  const marks = (spec.marks ?? []).flatMap(({ from }, index): PictureMark[] => {
    const scene = scenes[index];
    return scene ? [{ scene, table: hitTable(spec, from) }] : [];
  });
  return {
    picture: { width, height, context, marks },
    drawn: {
      image: await png(canvas),
      metadata: JSON.stringify(resolved(spec, translated))
    }
  };
}

/** As HeavyDB's: the scales whose domains come from data, with these domains. */
function resolved(spec: VegaSpec, { scales }: Vega5Spec): object {
  const found = (spec.scales ?? []).flatMap(scale =>
    Array.isArray(scale.domain)
      ? []
      : [
          {
            ...scale,
            domain: scales.find(({ name }) => name === scale.name)?.domain
          }
        ]
  );
  return found.length > 0 ? { scales: found } : {};
}

const png = (canvas: Canvas): Promise<Uint8Array> => canvas.encode('png');

/** The table that the mark's `from` names, unless the specification wants no hits in it. */
function hitTable(spec: VegaSpec, from: unknown): string | undefined {
  const name = (from as { data?: unknown } | undefined)?.data;
  return spec.data?.find(
    data => data.name === name && data.enableHitTesting !== false
  )?.name;
}

/** The scenes of the marks. */
async function drawOn(
  context: SKRSContext2D,
  spec: Vega5Spec
): Promise<Scene[]> {
  const view = new vega.View(vega.parse(spec as unknown as vega.Spec), {
    renderer: 'none',
    logLevel: vega.Error
  });
  await view.toCanvas(1, { externalContext: context });
  const { root } = view.scenegraph() as unknown as {
    root: { items: { items: Scene[] }[] };
  };
  return root.items[0]?.items ?? [];
}
