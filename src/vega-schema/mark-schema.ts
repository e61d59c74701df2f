/** `marks` of HeavyDB's Vega: what is drawn for each row of a table. */
import {
  anyOf,
  flag,
  type JsonSchema,
  number,
  object,
  oneOf,
  text
} from './json-schema';

const reference = object('A column or a constant, with or without a scale.', {
  scale: text('The name of a scale.'),
  field: text('A column of the table.'),
  value: anyOf('A constant.', number('A number.'), text('A text.')),
  colorSpace: oneOf('How a number in a column is a color.', [
    ...['packed', 'rgb', 'hsl', 'lab', 'hcl']
  ])
});

const driven = (description: string): JsonSchema =>
  anyOf(description, number('A constant.'), reference);

const color = (description: string): JsonSchema =>
  anyOf(description, text('A color, as CSS writes it.'), reference);

const place = {
  x: driven('Pixels from the left.'),
  y: driven('Pixels from the bottom.')
};

const opacity = {
  opacity: driven('The opacity of the whole mark, from 0 to 1.')
};

const fill = {
  fillColor: color('The color of the inside.'),
  fillOpacity: driven('The opacity of the inside, from 0 to 1.')
};

const stroke = {
  strokeColor: color('The color of the line.'),
  strokeOpacity: driven('The opacity of the line, from 0 to 1.'),
  strokeWidth: driven('The width of the line, in pixels. Without it, none.')
};

const join = {
  lineJoin: oneOf('How a line turns.', ['bevel', 'round', 'miter']),
  miterLimit: number('How far a mitred corner may reach.')
};

/** What HeavyDB calls its symbols. */
const SHAPES = [
  ...['circle', 'square', 'cross', 'diamond', 'triangle-up', 'triangle-down'],
  ...['triangle-right', 'triangle-left', 'hexagon-horiz', 'hexagon-vert'],
  ...['wedge', 'arrow', 'airplane']
];

const symbol = {
  ...place,
  ...opacity,
  x: driven('Pixels from the left to the left edge.'),
  x2: driven('Pixels from the left to the right edge, instead of a width.'),
  xc: driven('Pixels from the left to the middle, instead of x.'),
  y: driven('Pixels from the bottom to the lower edge.'),
  y2: driven('Pixels from the bottom to the upper edge, instead of a height.'),
  yc: driven('Pixels from the bottom to the middle, instead of y.'),
  width: driven('The width in pixels.'),
  height: driven('The height in pixels.'),
  shape: anyOf(
    'The shape. Without it, a square.',
    oneOf('A shape.', SHAPES),
    reference
  ),
  angle: driven('The angle by which the symbol is turned, clockwise.'),
  angleUnit: oneOf('The unit of the angle. Without it, degrees.', [
    ...['degrees', 'radians']
  ]),
  ...fill,
  ...stroke
};

const from = object(
  'The table whose rows are drawn.',
  { data: text('The name of the table.') },
  ['data']
);

const transform = object('How the place of a mark is computed.', {
  projection: text('The name of a projection.')
});

const mark = (
  type: string,
  description: string,
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[] = []
): JsonSchema =>
  object(
    description,
    {
      type: oneOf(description, [type]),
      from,
      transform,
      properties: object('How each row is drawn.', properties, required)
    },
    ['type', 'properties']
  );

export const MARKS: readonly JsonSchema[] = [
  mark(
    'points',
    'A round point for each row.',
    {
      ...place,
      ...opacity,
      size: driven('The diameter in pixels.'),
      ...fill
    },
    ['x', 'y', 'size']
  ),
  mark('symbol', 'A shape for each row.', symbol),
  mark(
    'lines',
    'A line for each row; its table has the format lines.',
    {
      x: driven('x of the vertices: the field "x", with or without a scale.'),
      y: driven('y of the vertices: the field "y", with or without a scale.'),
      ...opacity,
      ...stroke,
      ...join,
      fillBelowLine: flag('Fills from the line to the bottom.')
    },
    ['x', 'y']
  ),
  mark(
    'polys',
    'A polygon for each row; its table has the format polys.',
    {
      x: driven('x of the vertices: the field "x", with or without a scale.'),
      y: driven('y of the vertices: the field "y", with or without a scale.'),
      ...opacity,
      ...fill,
      ...stroke,
      ...join
    },
    ['x', 'y']
  ),
  mark('legacysymbol', 'The symbols of older servers.', { ...symbol, ...join })
];
