/**
 * The shapes of symbols, in the order of HeavyDB's numbers for them.
 */
import type { Place } from './place';

type Corner = readonly [x: number, y: number];

const THIRD = 1 / 3;

/** The right half of an airplane from nose to tail, of 2 by 2 with y up. */
const AIRPLANE: readonly Corner[] = [
  [0, 1],
  [0.06, 0.96],
  [0.08, 0.9],
  [0.1, 0.8],
  [0.1, 0.2],
  [1, -0.2],
  [1, -0.36],
  [0.1, -0.2],
  [0.1, -0.7],
  [0.4, -0.9],
  [0.38, -0.98],
  [0, -0.92]
];
const ARROW: readonly Corner[] = [
  [0, 1],
  [0.4, 0.1],
  [0.15, 0.1],
  [0.15, -1],
  [0, -1]
];
const CROSS: readonly Corner[] = [
  [THIRD, 1],
  [THIRD, THIRD],
  [1, THIRD],
  [1, -THIRD],
  [THIRD, -THIRD],
  [THIRD, -1]
];

/** The corners of each in a square of 2 by 2 around 0 with y up; a circle has none. */
const SHAPES = {
  circle: [],
  square: [
    [-1, 1],
    [1, 1],
    [1, -1],
    [-1, -1]
  ],
  cross: withMirror(CROSS),
  diamond: [
    [0, 1],
    [1, 0],
    [0, -1],
    [-1, 0]
  ],
  'triangle-up': [
    [0, 1],
    [1, -1],
    [-1, -1]
  ],
  'triangle-down': [
    [0, -1],
    [-1, 1],
    [1, 1]
  ],
  'triangle-right': [
    [1, 0],
    [-1, -1],
    [-1, 1]
  ],
  'triangle-left': [
    [-1, 0],
    [1, 1],
    [1, -1]
  ],
  'hexagon-horiz': [
    [0, 1],
    [1, 0.5],
    [1, -0.5],
    [0, -1],
    [-1, -0.5],
    [-1, 0.5]
  ],
  'hexagon-vert': [
    [0.5, 1],
    [1, 0],
    [0.5, -1],
    [-0.5, -1],
    [-1, 0],
    [-0.5, 1]
  ],
  // HeavyDB draws the wedge a third of its height higher than its place.
  wedge: [
    [0, 1 + 2 * THIRD],
    [0.25, -1 + 2 * THIRD],
    [-0.25, -1 + 2 * THIRD]
  ],
  arrow: withMirror(ARROW),
  airplane: withMirror(AIRPLANE)
} satisfies Record<string, Corner[]>;

export type ShapeName = keyof typeof SHAPES;
export const SHAPE_NAMES = Object.keys(SHAPES) as ShapeName[];

export const isShapeName = (text: string): boolean =>
  Object.hasOwn(SHAPES, text.toLowerCase());

/**
 * The shape at a place: by its name in any case, or by its number.
 *
 * @throws VegaError
 */
export function shapeAt(place: Place): ShapeName {
  const { value } = place;
  const name =
    typeof value === 'number'
      ? SHAPE_NAMES[value]
      : SHAPE_NAMES.find(one => one === String(value).toLowerCase());
  return name ?? place.fail(`"${String(value)}" is not a symbol shape.`);
}

function withMirror(right: readonly Corner[]): Corner[] {
  const left = right.map(([x, y]): Corner => [-x, y]).reverse();
  return [...right, ...left];
}

/** How a shape is made to fit: all in parts of the square around it. */
type Fit = { right?: number; higher?: number; width?: number; height?: number };

/**
 * The path of a shape in a square of one pixel around 0, with y down, to be scaled to the symbol's
 * width and height; or moved, and of another proportion.
 */
export function pathOfShape(
  name: ShapeName,
  { right = 0, higher = 0, width = 1, height = 1 }: Fit = {}
): string {
  const x = (part: number): number => (part / 2 + right) * width;
  const y = (part: number): number => -(part / 2 + higher) * height;
  if (name === 'circle') {
    const arc = `A${width / 2},${height / 2},0,1,1`;
    return `M${x(1)},${y(0)}${arc},${x(-1)},${y(0)}${arc},${x(1)},${y(0)}Z`;
  }
  const corners: readonly Corner[] = SHAPES[name];
  return `M${corners.map(corner => `${x(corner[0])},${y(corner[1])}`).join('L')}Z`;
}
