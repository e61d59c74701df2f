/** Functions of texts (StringOps.cpp). */
import type { FunctionTopic } from './topic.js';

/** Part 0 is the first one; -1 the last one; a part that is not there is null. */
const PART = `CASE WHEN delimiter = '' THEN s ELSE string_split(s, delimiter)[
    CASE WHEN n = 0 THEN 1 ELSE n END] END`;

/** Words begin after white space and after each of the delimiters. */
const CAPITALS = `list_reduce(list_transform(
    regexp_extract_all(lower(s), '[^\\s' || regexp_escape(delimiters) || ']+|[\\s' || regexp_escape(delimiters) || ']+'),
    lambda word: upper(word[1]) || substr(word, 2)), lambda a, b: a || b)`;

/** Where INITCAP's words end, beside white space. */
const DELIMITERS = `'!?@"^#$&~_,.:;+-*%/|\\[](){}<>'`;

export const strings: FunctionTopic = {
  macros: [
    'CREATE MACRO key_for_string(s) AS CAST(hash(s) % 2147483647 AS INTEGER)',
    `CREATE MACRO split_part(s, delimiter, n) AS ${PART}`,
    `CREATE MACRO heavy_split(s, delimiter) AS string_split(s, delimiter),
      (s, delimiter, n) AS ${PART}`,
    `CREATE MACRO initcap(s) AS ${CAPITALS.replace(/delimiters/g, () => DELIMITERS)},
      (s, delimiters) AS ${CAPITALS}`,
    'CREATE MACRO mid(s, n) AS substr(s, n), (s, n, length) AS substr(s, n, length)',
    "CREATE MACRO space(n) AS repeat(' ', n)",
    `CREATE MACRO lpad(s, n) AS system.main.lpad(s, n, ' '),
      (s, n, fill) AS system.main.lpad(s, n, fill)`,
    `CREATE MACRO rpad(s, n) AS system.main.rpad(s, n, ' '),
      (s, n, fill) AS system.main.rpad(s, n, fill)`,
    'CREATE MACRO startswith(s, prefix) AS starts_with(s, prefix)',
    'CREATE MACRO endswith(s, suffix) AS ends_with(s, suffix)',
    'CREATE MACRO base64_encode(s) AS to_base64(encode(s))',
    'CREATE MACRO base64_decode(s) AS decode(from_base64(s))',
    'CREATE MACRO "overlay"(s, r, n) AS substr(s, 1, n - 1) || r || substr(s, n + length(r)),\n      (s, r, n, length) AS substr(s, 1, n - 1) || r || substr(s, n + length)',
    `CREATE MACRO position_from(x, s, n) AS CASE WHEN strpos(substr(s, n), x) = 0 THEN 0
      ELSE strpos(substr(s, n), x) + n - 1 END`,
    'CREATE MACRO jarowinkler_similarity(a, b) AS CAST(round(100 * jaro_winkler_similarity(a, b)) AS BIGINT)',
    'CREATE MACRO levenshtein_distance(a, b) AS levenshtein(a, b)',
    'CREATE MACRO encode_text(s) AS s',
    // A text comes without its quotes, and what is no scalar as null.
    `CREATE MACRO json_value(j, path) AS CASE WHEN json_type(j, path) IN ('OBJECT', 'ARRAY', 'NULL')
      THEN NULL ELSE json_extract_string(j, path) END`
  ],
  renamed: {
    SPLIT: 'heavy_split',
    LEN: 'length',
    URL_ENCODE: 'url_encode',
    URL_DECODE: 'url_decode'
  }
};
