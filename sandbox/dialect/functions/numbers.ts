/** Functions of numbers. */
import type { FunctionTopic } from './topic.js';

export const numbers: FunctionTopic = {
  macros: [
    'CREATE MACRO truncate(x, n := 0) AS trunc(x, n)',
    `CREATE MACRO width_bucket(x, low, high, buckets) AS CAST(CASE
    WHEN low < high AND x < low OR low > high AND x > low THEN 0
    WHEN low < high AND x >= high OR low > high AND x <= high THEN buckets + 1
    ELSE floor((x - low) / CAST(high - low AS DOUBLE) * buckets) + 1 END AS INTEGER)`
  ],
  renamed: { RAND: 'random' }
};
