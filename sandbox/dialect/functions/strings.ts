/** Functions of texts. */
import type { FunctionTopic } from './topic.js';

export const strings: FunctionTopic = {
  macros: [
    'CREATE MACRO key_for_string(s) AS CAST(hash(s) % 2147483647 AS INTEGER)'
  ],
  renamed: {
    // The whole text has to match (StringLike.cpp).
    REGEXP_LIKE: 'regexp_full_match',
    REGEXP_SUBSTR: 'regexp_extract'
  }
};
