/** Which part of its plane a picture shows: pan, zoom and size of a spec. Pure. */
import type { VegaProjection, VegaScale, VegaSpec } from '../../vega/vega-spec';
import { projectionOf, propertiesOf, scaleOf } from './mark-parts';

/**
 * Where the points of a picture are, compared with those of its spec. Both are fractions of width
 * and height, counted from the left and from the bottom: `new = scale × old + offset`.
 */
export type View = { scale: number; x: number; y: number };

/** A place in a picture, in the same fractions. */
export type Place = { x: number; y: number };

export type Size = { width: number; height: number };

/** All that the spec shows. */
export const WHOLE: View = { scale: 1, x: 0, y: 0 };

/** Further out there is nothing to see; further in, doubles end. */
const MIN_SCALE = 1 / 16;
const MAX_SCALE = 1e6;

export const isWhole = ({ scale, x, y }: View): boolean =>
  scale === 1 && x === 0 && y === 0;

/** Zooms by a factor; what is at a place stays there. */
export function zoomed(view: View, factor: number, at: Place): View {
  const scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, view.scale * factor));
  const by = scale / view.scale;
  return {
    scale,
    x: at.x - (at.x - view.x) * by,
    y: at.y - (at.y - view.y) * by
  };
}

export const panned = (view: View, by: Place): View => ({
  ...view,
  x: view.x + by.x,
  y: view.y + by.y
});

/** The CSS that shows a picture of one view as that of another, until that one is drawn. */
export function transformBetween(shown: View, wanted: View): string {
  const by = wanted.scale / shown.scale;
  const x = wanted.x - by * shown.x;
  const y = wanted.y - by * shown.y;
  return by === 1 && x === 0 && y === 0
    ? ''
    : `translate(${percent(x)}, ${percent(-y)}) scale(${by})`;
}

const percent = (fraction: number): string => `${fraction * 100}%`;

/**
 * True if {@link withView} can show another part: every mark has its place by Mercator's projection, or
 * by linear scales with two numbers as their domains.
 */
export function isZoomable(spec: VegaSpec): boolean {
  const { x, y, projections, isFixed } = axesOf(spec);
  const isLinear = (name: string): boolean =>
    (spec.scales ?? []).some(
      scale => scale.name === name && linearOf(scale) !== null
    );
  const isMercator = (name: string): boolean =>
    (spec.projections ?? []).some(
      projection => projection.name === name && boundsOf(projection) !== null
    );
  return (
    !isFixed &&
    x.size + projections.size > 0 &&
    [...x, ...y].every(isLinear) &&
    [...projections].every(isMercator)
  );
}

/** The spec with the domains, and the bounds of projections, of a view. */
export function withView(spec: VegaSpec, view: View): VegaSpec {
  if (isWhole(view)) {
    return spec;
  }
  const { x, y, projections } = axesOf(spec);
  const { width, height, scales, projections: written } = spec;
  const horizontal = { size: width, by: view.scale, offset: view.x };
  const vertical = { size: height, by: view.scale, offset: view.y };
  return {
    ...spec,
    ...(scales && {
      scales: scales.map(scale =>
        x.has(scale.name)
          ? moved(scale, horizontal)
          : y.has(scale.name)
            ? moved(scale, vertical)
            : scale
      )
    }),
    ...(written && {
      projections: written.map(projection =>
        projections.has(projection.name)
          ? movedProjection(projection, { horizontal, vertical })
          : projection
      )
    })
  };
}

/**
 * The spec as large as a room allows, in its own proportions: a stretched map would be wrong. Ranges
 * of places in pixels follow. A spec whose places are pixels itself stays as it is.
 */
export function fittedTo(spec: VegaSpec, room: Size): VegaSpec {
  const { x, y, isFixed } = axesOf(spec);
  if (isFixed) {
    return spec;
  }
  const by = Math.min(room.width / spec.width, room.height / spec.height);
  return {
    ...spec,
    width: Math.max(1, Math.floor(spec.width * by)),
    height: Math.max(1, Math.floor(spec.height * by)),
    scales: (spec.scales ?? []).map(scale =>
      x.has(scale.name) || y.has(scale.name) ? stretched(scale, by) : scale
    )
  };
}

type Axes = {
  /** Names of the scales that give marks their places. */
  x: ReadonlySet<string>;
  y: ReadonlySet<string>;
  projections: ReadonlySet<string>;
  /** True if the places of a mark are pixels. */
  isFixed: boolean;
};

const PLACES = { x: ['x', 'xc', 'x2'], y: ['y', 'yc', 'y2'] } as const;

function axesOf({ marks = [] }: VegaSpec): Axes {
  const axes = { x: new Set<string>(), y: new Set<string>() };
  const projections = new Set<string>();
  let isFixed = false;
  for (const mark of marks) {
    const projection = projectionOf(mark);
    if (projection !== null) {
      projections.add(projection);
      continue;
    }
    const properties = propertiesOf(mark);
    for (const axis of ['x', 'y'] as const) {
      for (const property of PLACES[axis].map(name => properties[name])) {
        const scale = scaleOf(property);
        if (scale !== null) {
          axes[axis].add(scale);
        } else if (property !== undefined) {
          isFixed = true;
        }
      }
    }
  }
  return { ...axes, projections, isFixed };
}

type Pair = [number, number];

function linearOf({ type = 'linear', domain, range }: VegaScale): Pair | null {
  return type === 'linear' &&
    isPair(domain) &&
    (isPair(range) || range === 'width' || range === 'height')
    ? domain
    : null;
}

const isPair = (value: unknown): value is Pair =>
  Array.isArray(value) &&
  value.length === 2 &&
  value.every(part => typeof part === 'number' && Number.isFinite(part));

type Move = { size: number; by: number; offset: number };

function moved(scale: VegaScale, move: Move): VegaScale {
  const domain = linearOf(scale);
  if (!domain) {
    return scale;
  }
  const range = isPair(scale.range) ? scale.range : ([0, move.size] as Pair);
  return { ...scale, domain: movedDomain(domain, range, move) };
}

/** The values that are at both ends of a range in pixels after a move. */
function movedDomain(
  [from, to]: Pair,
  [left, right]: Pair,
  { size, by, offset }: Move
): Pair {
  const valueAt = (pixel: number): number => {
    const before = ((pixel / size - offset) / by) * size;
    return from + ((before - left) / (right - left)) * (to - from);
  };
  return [valueAt(left), valueAt(right)];
}

/** In degrees, as HeavyDB has them where a projection names none. */
const WORLD: { x: Pair; y: Pair } = { x: [-180, 180], y: [-85.06, 85.06] };

/** `null` if it is not Mercator's. */
function boundsOf({
  type,
  bounds
}: VegaProjection): { x: Pair; y: Pair } | null {
  const { x = WORLD.x, y = WORLD.y } = (bounds ?? {}) as Record<
    'x' | 'y',
    unknown
  >;
  return type === 'mercator' && isPair(x) && isPair(y) ? { x, y } : null;
}

function movedProjection(
  projection: VegaProjection,
  { horizontal, vertical }: Record<'horizontal' | 'vertical', Move>
): VegaProjection {
  const bounds = boundsOf(projection);
  if (!bounds) {
    return projection;
  }
  const [south, north] = bounds.y;
  const y = movedDomain(
    [mercator(south), mercator(north)],
    [0, vertical.size],
    vertical
  );
  return {
    ...projection,
    bounds: {
      x: movedDomain(bounds.x, [0, horizontal.size], horizontal),
      y: [latitudeAt(y[0]), latitudeAt(y[1])]
    }
  };
}

const mercator = (latitude: number): number =>
  Math.asinh(Math.tan((latitude * Math.PI) / 180));

const latitudeAt = (y: number): number =>
  (Math.atan(Math.sinh(y)) * 180) / Math.PI;

const stretched = (scale: VegaScale, by: number): VegaScale =>
  isPair(scale.range)
    ? { ...scale, range: scale.range.map(pixel => pixel * by) }
    : scale;
