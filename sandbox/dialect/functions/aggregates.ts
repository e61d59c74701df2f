/** Functions of many rows. */
import type { FunctionTopic } from './topic.js';

export const aggregates: FunctionTopic = {
  macros: ['CREATE MACRO approx_median(x) AS median(x)'],
  renamed: {
    SAMPLE: 'any_value',
    LAST_SAMPLE: 'any_value',
    SINGLE_VALUE: 'any_value',
    APPROX_PERCENTILE: 'approx_quantile'
  }
};
