/** `scales` and `projections` of HeavyDB's Vega: from values to pixels and colors. */
import {
  anyOf,
  flag,
  type JsonSchema,
  list,
  number,
  object,
  oneOf,
  text
} from './json-schema';

const value = anyOf(
  'A number, a text, a color, or true and false.',
  number('A number.'),
  text('A text, or a color.'),
  flag('True or false.')
);

const fromData = object('Taken from a table of `data`.', {
  data: text('The name of the table.'),
  field: text('The column.'),
  fields: list('Several columns.', text('A column.'))
});

const ACCUMULATORS = ['min', 'max', 'blend', 'density', 'pct'];

const densityCount: JsonSchema = anyOf(
  'A number of marks, or what the picture itself has.',
  number('A number of marks.'),
  oneOf('Taken from the counts of the picture.', [
    ...['min', 'max', '-1stStdDev', '1stStdDev', '-2ndStdDev', '2ndStdDev']
  ])
);

export const SCALE = object(
  'Turns values into pixels, sizes, colors or shapes.',
  {
    name: text('The name by which properties of marks refer to it.'),
    type: oneOf('How values become results. Without a type, linear.', [
      'linear',
      'log',
      'pow',
      'sqrt',
      'ordinal',
      'quantize',
      'threshold'
    ]),
    domain: anyOf(
      'The values: two or more numbers in order, or the categories. At most 1,000.',
      list('The values.', value),
      fromData
    ),
    range: anyOf(
      'The results, one for each value of the domain. At most 1,000.',
      oneOf('The whole picture in this direction, or all shapes.', [
        ...['width', 'height', 'symbol']
      ]),
      list('The results.', value),
      fromData
    ),
    default: anyOf('The result for a category that the domain lacks.', value),
    nullValue: anyOf('The result for NULL.', value),
    clamp: flag('Keeps values beyond the domain at its ends.'),
    exponent: number('The exponent of a scale of type pow. Without it, 1.'),
    interpolator: oneOf('The color space between two colors.', [
      ...['interpolateRgb', 'interpolateHsl', 'interpolateHslLong'],
      ...['interpolateLab', 'interpolateHcl', 'interpolateHclLong']
    ]),
    accumulator: oneOf(
      'Colors a pixel by all marks that cover it. Only the database draws it.',
      ACCUMULATORS
    ),
    minDensityCnt: densityCount,
    maxDensityCnt: densityCount,
    pctCategory: anyOf(
      'The category whose share a pct accumulator shows.',
      value
    ),
    pctCategoryMargin: number('How far a number may be from that category.')
  },
  ['name', 'domain', 'range']
);

const degrees = list(
  'The least and the greatest, in degrees.',
  number('Degrees.')
);

export const PROJECTION = object(
  'Turns longitude and latitude into pixels.',
  {
    name: text('The name by which marks refer to it.'),
    type: oneOf('The projection.', ['mercator']),
    bounds: object('What the picture shows.', {
      x: { ...degrees, description: 'West and east, in degrees.' },
      y: { ...degrees, description: 'South and north, in degrees.' }
    })
  },
  ['name', 'type']
);
