/** Functions of numbers. */
import type { FunctionTopic } from './topic.js';

export const numbers: FunctionTopic = {
  macros: [
    'CREATE MACRO truncate(x, n := 0) AS trunc(x, n)',
    // What has no real result is no error, and LOG is natural, unlike DuckDB's.
    "CREATE MACRO sqrt(x) AS CASE WHEN x < 0 THEN CAST('nan' AS DOUBLE) ELSE system.main.sqrt(x) END",
    ...[
      ['ln', 'ln'],
      ['log', 'ln'],
      ['log10', 'log10']
    ].map(
      ([name, native]) => `CREATE MACRO ${name}(x) AS CASE
        WHEN x < 0 THEN CAST('nan' AS DOUBLE) WHEN x = 0 THEN CAST('-inf' AS DOUBLE)
        ELSE system.main.${native}(x) END`
    ),
    'CREATE MACRO is_nan(x) AS isnan(x)',
    'CREATE MACRO is_inf(x) AS isinf(x)',
    'CREATE MACRO round_to_digit(x, n) AS round(x, n)',
    'CREATE MACRO dot_product(a, b) AS list_sum(list_transform(range(1, len(a) + 1), lambda i: a[i] * b[i]))',
    'CREATE MACRO likely(x) AS x',
    'CREATE MACRO unlikely(x) AS x',
    'CREATE MACRO sample_ratio(x) AS random() < x',
    `CREATE MACRO width_bucket(x, low, high, buckets) AS CAST(CASE
    WHEN buckets <= 0 THEN error('PARTITION_COUNT expression of width_bucket function should be in a valid range: 0 < PARTITION_COUNT <= 2147483647')
    WHEN low = high THEN error('LOWER and UPPER bound expressions of width_bucket function cannot have the same constant value')
    WHEN low < high AND x < low OR low > high AND x > low THEN 0
    WHEN low < high AND x >= high OR low > high AND x <= high THEN buckets + 1
    ELSE floor((x - low) / CAST(high - low AS DOUBLE) * buckets) + 1 END AS INTEGER)`
  ],
  renamed: { RAND: 'random' }
};
