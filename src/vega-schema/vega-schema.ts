/**
 * HeavyDB's dialect of Vega as a JSON Schema: what its renderer reads, in words for people who write
 * specs. The database ignores what is not in it.
 */
import { DATA } from './data-schema';
import {
  flag,
  type JsonSchema,
  list,
  number,
  object,
  text
} from './json-schema';
import { MARKS } from './mark-schema';
import { PROJECTION, SCALE } from './scale-schema';

export const VEGA_SCHEMA: JsonSchema = object(
  'A picture that the database draws.',
  {
    width: number('The width of the picture in pixels.'),
    height: number('The height of the picture in pixels.'),
    data: list('The tables of rows.', DATA),
    scales: list('From values to pixels, sizes, colors and shapes.', SCALE),
    projections: list('From longitude and latitude to pixels.', PROJECTION),
    marks: list('What is drawn, from the bottom to the top.', {
      description: 'What is drawn for each row.',
      anyOf: MARKS
    }),
    viewRenderOptions: object('How the picture is finished.', {
      premultipliedAlpha: flag(
        'Whether colors are multiplied by their opacity.'
      )
    }),
    usermeta: object('Notes, which do not change the picture.', {
      shortName: text('A name for the log of the database.')
    })
  },
  ['width', 'height']
);
