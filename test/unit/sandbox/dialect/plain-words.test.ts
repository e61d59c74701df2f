/** What the sandbox says of a mistake, be it whatever it is, never shows what it is made of. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tokenize } from '../../../../sandbox/dialect/tokens.js';
import { type IEngine, openEngine } from '../../../helpers/sandbox-engine.js';

let engine: IEngine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine?.close());

const INSIDES =
  /[Dd]uck[Dd][Bb]|LINE \d|(?:Binder|Parser|Catalog|Conversion|Input|Implemented) Error|_LITERAL|\bINT\d+\b|TIMESTAMP_|system\.main|Candidate|EXPR\$|\bMacro\b|to_integer|add_interval|extract_field|heavy_|geo_|unnested_|_any\b|read_csv|spatial/;

async function errorOf(sql: string): Promise<string> {
  try {
    await engine.run(sql);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test.each([
  [
    "SELECT 'abc",
    'SQL Error: Lexical error at line 1, column 8: the text has no end.'
  ],
  [
    'SELECT "abc',
    'SQL Error: Lexical error at line 1, column 8: the name has no end.'
  ],
  ['SELECT 1 +', 'SQL Error: Encountered "<EOF>" at line 1, column 11.'],
  [
    "SELECT * FROM airports WHERE latitude = 'x'",
    "SQL Error: Could not convert string 'x' to DOUBLE"
  ],
  [
    "SELECT CAST('x' AS INT)",
    "SQL Error: Could not convert string 'x' to INTEGER"
  ],
  [
    'SELECT LOWER(delay, 1) FROM flights',
    "SQL Error: From line 1, column 8 to line 1, column 12: Cannot apply 'LOWER' to arguments of type 'LOWER(SMALLINT, INTEGER)'"
  ],
  [
    "SELECT DATE '2001-02-03' + TRUE",
    "SQL Error: Cannot apply '+' to arguments of type '+(DATE, BOOLEAN)'"
  ],
  [
    'SELECT NO_SUCH(1)',
    'SQL Error: From line 1, column 8 to line 1, column 14: No match found for function signature NO_SUCH'
  ]
])('%s', async (sql, said) => {
  expect(await errorOf(sql)).toBe(said);
});

const QUERIES = [
  "SELECT origin, COUNT(*) AS n FROM flights WHERE delay > 10 AND dep_timestamp < '2001-02-03' GROUP BY origin ORDER BY n DESC LIMIT 3",
  "SELECT CAST(delay AS DOUBLE) / distance, REGEXP_REPLACE(origin, '[A-C]', 'x') FROM flights LIMIT 2",
  "SELECT DATE_TRUNC(month, dep_timestamp) + INTERVAL '1' DAY, EXTRACT(DOW FROM dep_timestamp) FROM flights LIMIT 2",
  'SELECT ST_Distance(location, ST_SetSRID(ST_Point(1, 2), 4326)), CAST(latitude AS INT) FROM airports LIMIT 2',
  "SELECT UNNEST(some_ints), 'a' = ANY some_texts, some_dates[1] FROM every_type WHERE NOW() > a_timestamp",
  "SELECT LAST_VALUE(delay) OVER (PARTITION BY origin ORDER BY delay), CASE WHEN delay > 1 THEN 'x' END FROM flights LIMIT 1"
];

const SPARE = QUERIES.flatMap(sql => tokenize(sql).map(({ text }) => text));

test('of a query with wrong, missing or more words', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...QUERIES),
      fc.array(fc.tuple(fc.nat(60), fc.nat(2), fc.constantFrom(...SPARE)), {
        minLength: 1,
        maxLength: 3
      }),
      async (sql, changes) => {
        const words = tokenize(sql).map(({ text }) => text);
        for (const [at, removed, added] of changes) {
          words.splice(at % words.length, removed, added);
        }
        expect(await errorOf(words.join(' '))).not.toMatch(INSIDES);
      }
    ),
    { numRuns: 300 }
  );
});
