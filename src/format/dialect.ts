/**
 * HeavyDB's SQL for sql-formatter: its standard dialect, with the operators, arrays, statements and
 * words that HeavyDB adds. Its other dialects treat common column names (`name`, `type`, `year`) as
 * keywords and capitalize them.
 *
 * Words from https://docs.heavy.ai/sql (data definition, data manipulation, functions).
 */
import { expandPhrases, sql, type DialectOptions } from 'sql-formatter';
import { PLACEHOLDER } from './placeholders';

const STATEMENTS = expandPhrases([
  'ALTER {DATABASE | ROLE | SERVER | SESSION SET | SYSTEM {CLEAR | PAUSE | RESUME} | USER}',
  'ARCHIVE TABLE',
  'COMMENT ON',
  'COPY',
  'CREATE [OR REPLACE] {DATABASE | MODEL | POLICY | ROLE | SERVER | USER | USER MAPPING}',
  'CREATE [FOREIGN] TABLE [IF NOT EXISTS]',
  'CREATE TEMPORARY TABLE [IF NOT EXISTS]',
  'CREATE VIEW [IF NOT EXISTS]',
  'DROP {DATABASE | FOREIGN TABLE | MODEL | POLICY | ROLE | SERVER | USER | USER MAPPING | VIEW}',
  'DROP {TABLE | VIEW} IF EXISTS',
  'EXPLAIN [CALCITE | PLAN] [DETAILED]',
  'GRANT',
  'KILL QUERY',
  'OPTIMIZE TABLE',
  'REFRESH FOREIGN TABLES',
  'RESTORE TABLE',
  'REVOKE',
  'SHOW [CREATE {SERVER | TABLE}]',
  'VALIDATE'
]);

/** Words that cannot be a column's name without quotes, or that stand only where no column can. */
const WORDS = [
  'DATABASES',
  'ENCODING',
  'FOLLOWING',
  'IF',
  'ILIKE',
  'INTERVAL',
  'OPTION',
  'PRECEDING',
  'REPLACE',
  'RLIKE',
  'SHARED',
  'TABLES',
  'UNBOUNDED',
  'WITH'
];

/** Types and encodings, which are written in the same way. */
const TYPES = [
  'COMPRESSED',
  'DICT',
  'FIXED',
  'GEOGRAPHY',
  'GEOMETRY',
  'TEXT',
  'TINYINT'
];

const standard = sql.tokenizerOptions;

export const heavydb: DialectOptions = {
  name: 'heavydb',
  tokenizerOptions: {
    ...standard,
    reservedClauses: [...standard.reservedClauses, ...STATEMENTS],
    reservedKeywordPhrases: [
      ...(standard.reservedKeywordPhrases ?? []),
      ...expandPhrases([
        'IS [NOT] DISTINCT FROM',
        'NULLS {FIRST | LAST}',
        'SHARD KEY'
      ])
    ],
    reservedKeywords: [
      ...standard.reservedKeywords.filter(word => word !== 'UNNEST'),
      ...WORDS
    ],
    reservedDataTypes: [...standard.reservedDataTypes, ...TYPES],
    reservedFunctionNames: [
      ...standard.reservedFunctionNames,
      'TRY_CAST',
      'UNNEST'
    ],
    extraParens: ['[]', '{}'],
    stringTypes: ["''-qq"],
    nestedBlockComments: false,
    identChars: { rest: '$' },
    paramTypes: { positional: true, custom: [{ regex: PLACEHOLDER }] },
    operators: ['%', '||', '::', '=>', '~', '&', '|', '^', '<<', '>>'],
    // A function, known or not, stays next to its bracket.
    postProcess: tokens =>
      tokens.map((token, index) => {
        const next = tokens[index + 1];
        const isCalled = next?.text === '(' && !next.precedingWhitespace;
        return isCalled && String(token.type) === 'IDENTIFIER'
          ? { ...token, type: 'RESERVED_FUNCTION_NAME' as typeof token.type }
          : token;
      })
  },
  formatOptions: {
    ...sql.formatOptions,
    alwaysDenseOperators: ['::'],
    onelineClauses: [
      ...(sql.formatOptions.onelineClauses ?? []),
      ...STATEMENTS
    ],
    tabularOnelineClauses: [
      ...(sql.formatOptions.tabularOnelineClauses ?? []),
      ...STATEMENTS
    ]
  }
};
