/** Functions of many rows. Approximate ones are exact here. */
import type { FunctionTopic } from './topic.js';

const PERCENTILE = 'quantile_cont(CAST(x AS DOUBLE), p)';

export const aggregates: FunctionTopic = {
  macros: [
    'CREATE MACRO approx_median(x) AS median(CAST(x AS DOUBLE))',
    `CREATE MACRO approx_percentile(x, p) AS ${PERCENTILE}`,
    `CREATE MACRO approx_quantile(x, p) AS ${PERCENTILE}`,
    `CREATE MACRO approx_count_distinct(x) AS count(DISTINCT x),
      (x, error_percent) AS count(DISTINCT x)`,
    'CREATE MACRO count_if(condition) AS CAST(count(CASE WHEN condition THEN 1 END) AS INTEGER)',
    'CREATE MACRO sum_if(x, condition) AS sum(CASE WHEN condition THEN x END)',
    'CREATE MACRO correlation(x, y) AS corr(x, y)',
    ...[
      'stddev',
      'stddev_pop',
      'stddev_samp',
      'variance',
      'var_pop',
      'var_samp'
    ].map(name => `CREATE MACRO ${name}_float(x) AS CAST(${name}(x) AS FLOAT)`),
    ...['corr', 'covar_pop', 'covar_samp'].map(
      name => `CREATE MACRO ${name}_float(x, y) AS CAST(${name}(x, y) AS FLOAT)`
    ),
    'CREATE MACRO correlation_float(x, y) AS CAST(corr(x, y) AS FLOAT)'
  ],
  renamed: {
    SAMPLE: 'any_value',
    LAST_SAMPLE: 'any_value',
    SINGLE_VALUE: 'any_value'
  }
};
