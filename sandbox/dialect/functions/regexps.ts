/** Functions of regular expressions (StringOps.cpp, RegexpReplace and its kin). */
import type { FunctionTopic } from './topic.js';

/** Where the search begins: 1 is the first character, -1 the last one. */
const start = (s: string, pos: string): string =>
  `CASE WHEN ${pos} < 0 THEN greatest(length(${s}) + ${pos} + 1, 1) ELSE greatest(${pos}, 1) END`;

const head = `substr(s, 1, ${start('s', 'pos')} - 1)`;
const tail = `substr(s, ${start('s', 'pos')})`;

/** DuckDB's options for HeavyDB's: `i` for any case, `c` and `e` for nothing. */
const options = (more = ''): string =>
  `CASE WHEN contains(opts, 'i') THEN 'i${more}' ELSE 'c${more}' END`;

/** `$1` and `\\1` are both the first group. */
const REPLACEMENT = `system.main.regexp_replace(r, '\\$(\\d)', '\\\\\\1', 'g')`;

/** The matches, and between them what does not match, which is one part more. */
const MATCHES = `regexp_extract_all(${tail}, p, 0, ${options()})`;
const GAPS = `regexp_split_to_array(${tail}, p, ${options()})`;
const nth = `CASE WHEN occ > 0 THEN occ ELSE len(${MATCHES}) + 1 + occ END`;

const REPLACE_ONE = `${head} || list_reduce(list_transform(${GAPS},
    lambda gap, i: gap || CASE WHEN i > len(${MATCHES}) THEN ''
      WHEN i = ${nth} THEN system.main.regexp_replace(${MATCHES}[i], p, ${REPLACEMENT}, ${options()})
      ELSE ${MATCHES}[i] END), lambda a, b: a || b)`;

const REPLACE = `CASE WHEN occ = 0
    THEN ${head} || system.main.regexp_replace(${tail}, p, ${REPLACEMENT}, ${options('g')})
    ELSE ${REPLACE_ONE} END`;

const SUBSTRING = `nullif(regexp_extract_all(${tail}, p,
    CASE WHEN contains(opts, 'e') THEN greatest(g, 1) ELSE 0 END, ${options()})[
      CASE WHEN occ = 0 THEN 1 ELSE occ END], '')`;

const COUNT = `len(${MATCHES})`;

/** An overload for each number of arguments, with the rest set to what it is by default. */
function overloads(
  name: string,
  parameters: readonly string[],
  defaults: readonly string[],
  body: string
): string {
  const required = parameters.length - defaults.length;
  const forms = defaults.concat('').map((_, given) => {
    const missing = parameters.slice(required + given);
    const text = missing.reduce(
      (sql, parameter, index) =>
        sql.replace(
          new RegExp(`\\b${parameter}\\b`, 'g'),
          defaults[given + index] ?? ''
        ),
      body
    );
    return `(${parameters.slice(0, required + given).join(', ')}) AS ${text}`;
  });
  return `CREATE MACRO ${name} ${forms.join(', ')}`;
}

export const regexps: FunctionTopic = {
  macros: [
    overloads(
      'heavy_regexp_replace',
      ['s', 'p', 'r', 'pos', 'occ', 'opts'],
      ["''", '1', '0', "'c'"],
      REPLACE
    ),
    overloads(
      'regexp_substr',
      ['s', 'p', 'pos', 'occ', 'opts', 'g'],
      ['1', '1', "'c'", '1'],
      SUBSTRING
    ),
    overloads('regexp_count', ['s', 'p', 'pos', 'opts'], ['1', "'c'"], COUNT),
    // The whole text has to match.
    `CREATE MACRO regexp_match(s, p) AS regexp_full_match(s, p),
      (s, p, opts) AS regexp_full_match(s, p, ${options()})`
  ],
  renamed: {
    REGEXP_REPLACE: 'heavy_regexp_replace',
    REGEXP_LIKE: 'regexp_full_match'
  }
};
