/**
 * Translates a spec of Vega-Lite, one view or layers of views, to HeavyDB's Vega. Transforms and
 * aggregates become SQL; domains that the spec leaves to the data are asked for.
 */
import {
  type DialectData,
  type DialectMark,
  drawingOf
} from './drawing/drawing';
import { farScale, type Pixels } from './drawing/pixels';
import { type DialectProjection, projectionOf } from './drawing/projection';
import { type Size, sizeIn } from './drawing/size';
import { colorScale } from './scales/color-scale';
import { Domains, type Use } from './scales/domains';
import { numberScale } from './scales/number-scale';
import { positionScale } from './scales/position-scale';
import { type DialectScale, scaledChannel } from './scales/scale-def';
import { SpecNode } from './spec/spec-node';
import type { Ask } from './sql/ask';
import { type Channel, isContinuous } from './view/fields';
import { isMeasure } from './view/mark';
import type { Unit } from './view/unit';
import { unitsIn } from './view/views';

export type DialectSpec = {
  width: number;
  height: number;
  data: DialectData[];
  scales: DialectScale[];
  projections?: DialectProjection[];
  marks: DialectMark[];
};

/**
 * @param spec - The spec, as `JSON.parse` returns it.
 * @throws VegaLiteError for everything that the database does not draw.
 */
export async function dialectOf(spec: unknown, ask: Ask): Promise<DialectSpec> {
  const node = new SpecNode(spec);
  const units = await unitsIn(node, ask);
  const size = sizeIn(node);
  const { pixels, scales } = await scalesOf(units, size, ask);
  const { width, height } = pixels;
  const projection = await projectionOf(units, {
    node: node.get('projection'),
    width,
    height,
    ask
  });
  const drawings = units.map((unit, index) =>
    drawingOf(unit, units.length === 1 ? 'rows' : `rows_${index + 1}`, {
      ...pixels,
      hasProjection: projection !== null
    })
  );
  return {
    width,
    height,
    data: drawings.map(({ data }) => data),
    scales,
    ...(projection ? { projections: [projection] } : {}),
    marks: [...backgroundOf(node, pixels), ...drawings.map(({ mark }) => mark)]
  };
}

async function scalesOf(
  units: readonly Unit[],
  size: Size,
  ask: Ask
): Promise<{ pixels: Omit<Pixels, 'hasProjection'>; scales: DialectScale[] }> {
  const domains = new Domains(ask);
  const usesOf = (...channels: Channel[]): Use[] =>
    units.flatMap(unit =>
      channels.flatMap(channel => {
        const column = unit.columns.get(channel);
        return column ? [{ unit, column }] : [];
      })
    );
  const channels = {
    x: usesOf('x', 'x2'),
    y: usesOf('y', 'y2'),
    color: usesOf('color'),
    opacity: usesOf('opacity'),
    size: usesOf('size')
  };
  for (const [channel, uses] of Object.entries(channels)) {
    const scaled =
      uses.length > 0 ? scaledChannel(channel as Channel, uses) : null;
    if (scaled?.node.get('domain').isAbsent) {
      uses
        .filter(({ column }) => isContinuous(column.def))
        .forEach(use => domains.announce(use));
    }
  }
  const scales = new Map<Channel, DialectScale>();
  const bands = new Map<Channel, number>();
  const sides = { width: size.x.size, height: size.y.size };
  for (const [channel, side] of [
    ['x', 'width'],
    ['y', 'height']
  ] as const) {
    const uses = channels[channel];
    if (uses.length > 0) {
      const {
        scale,
        bandwidth,
        size: pixels
      } = await positionScale(
        scaledChannel(channel, uses),
        size[channel],
        domains
      );
      scales.set(channel, scale);
      sides[side] = pixels;
      if (bandwidth !== null) {
        bands.set(channel, bandwidth);
      }
    }
  }
  const { color, opacity, size: sizes } = channels;
  if (color.length > 0) {
    scales.set(
      'color',
      await colorScale(scaledChannel('color', color), domains)
    );
  }
  for (const [channel, uses] of [
    ['opacity', opacity],
    ['size', sizes]
  ] as const) {
    if (uses.length > 0) {
      const scaled = { ...scaledChannel(channel, uses), channel };
      scales.set(channel, await numberScale(scaled, domains));
    }
  }
  const isOnMap = units.some(
    ({ columns, geometry }) => geometry !== null || columns.has('longitude')
  );
  const width =
    sides.width ?? (isOnMap ? size.x.continuousSize : size.x.discreteStep);
  const height =
    sides.height ?? (isOnMap ? size.y.continuousSize : size.y.discreteStep);
  const all = [...scales.values()];
  return {
    pixels: { width, height, scales, bands },
    scales: [...all, ...farScales(all, units, { width, height })]
  };
}

/** For bars of bins and of stretches of time: a pixel between them, as Vega-Lite has it. */
function farScales(
  scales: readonly DialectScale[],
  units: readonly Unit[],
  { width, height }: { width: number; height: number }
): DialectScale[] {
  return scales.flatMap(scale => {
    const isNeeded = units.some(({ mark, columns }) => {
      const column = columns.get(scale.name as Channel);
      return mark.type === 'bar' && column?.end && !isMeasure(column.def);
    });
    if (!isNeeded || (scale.name !== 'x' && scale.name !== 'y')) {
      return [];
    }
    const range =
      typeof scale.range === 'string'
        ? [0, scale.range === 'width' ? width : height]
        : scale.range.map(Number);
    const [low = 0, high = 0] = [range[0], range.at(-1)];
    const pixel = low < high ? -1 : 1;
    return [
      {
        ...scale,
        name: farScale(scale.name),
        range: range.map(at => at + pixel)
      }
    ];
  });
}

/** HeavyDB's pictures are transparent: a background is a square behind everything. */
function backgroundOf(
  node: SpecNode,
  { width, height }: Pick<Pixels, 'width' | 'height'>
): DialectMark[] {
  const own = node.get('background');
  const background = own.isAbsent ? node.get('config').get('background') : own;
  if (background.isAbsent || background.value === null) {
    return [];
  }
  return [
    {
      type: 'symbol',
      properties: {
        shape: 'square',
        xc: width / 2,
        yc: height / 2,
        width,
        height,
        fillColor: background.string()
      }
    }
  ];
}
