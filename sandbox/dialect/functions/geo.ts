/** Functions of geo values, which are WKT texts here. */
import type { FunctionTopic } from './topic.js';

const coordinate = (index: 1 | 2): string =>
  `CAST(regexp_extract(point, 'POINT *\\( *([-+.0-9eE]+) +([-+.0-9eE]+)', ${index}) AS DOUBLE)`;

export const geo: FunctionTopic = {
  macros: [
    `CREATE MACRO st_x(point) AS ${coordinate(1)}`,
    `CREATE MACRO st_y(point) AS ${coordinate(2)}`
  ]
};
