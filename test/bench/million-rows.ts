/** The table that the result's way is measured with: a million rows of eight mixed columns. */
import { callHeavydb, type ISandbox } from '../helpers/sandbox';

export const MILLION = 1_000_000;
/** As the 2020 extension asked: it read on in blocks only where there was an order. */
export const ALL_ROWS = 'SELECT * FROM million ORDER BY id';
/** In the first row, and in no other. */
export const FIRST_NOTE = 'the first of all rows';

const DEFINITION = `CREATE TABLE million (
  id INTEGER,
  note TEXT ENCODING NONE,
  category TEXT ENCODING DICT(32),
  big BIGINT,
  ratio DOUBLE,
  moment TIMESTAMP(3),
  flag BOOLEAN,
  amount DECIMAL(10,2)
)`;

/** BIGINT stays below 2^53, 3 % of DOUBLE is null, `category` has 100 values, `note` 1 to 5 words. */
const ROWS = `INSERT INTO million SELECT
  i,
  CASE
    WHEN i = 0 THEN '${FIRST_NOTE}'
    WHEN i % 5 = 0 THEN 'word' || (i * 7919 % 1000000)
    WHEN i % 5 = 1 THEN 'two words' || (i * 7919 % 1000000)
    WHEN i % 5 = 2 THEN 'now three words' || (i * 7919 % 1000000)
    WHEN i % 5 = 3 THEN 'these words are four' || (i * 7919 % 1000000)
    ELSE 'and here we have five' || (i * 7919 % 1000000)
  END,
  'category ' || (i * 37 % 100),
  i * 4503599627 % 9007199254740881,
  CASE WHEN i % 33 = 1 THEN NULL ELSE i / 7.0 END,
  DATEADD('millisecond', i * 997, TIMESTAMP '2020-01-01 00:00:00.000'),
  i % 3 = 0,
  CAST(i % 100000000 AS DECIMAL(10,0)) / 100
FROM range(ROWS) t(i)`;

export async function createMillion(
  { httpPort }: ISandbox,
  session: string,
  { table = 'million', rows = MILLION } = {}
): Promise<void> {
  for (const sql of [DEFINITION, ROWS.replace('ROWS', String(rows))]) {
    const named = sql.replace('million', table);
    await callHeavydb(httpPort, 'sql_execute', [
      ...[session, named, true, '', -1, -1]
    ]);
  }
}
