import { describe, expect, test } from 'vitest';
import { AGGREGATES } from '../../../../server/vega-lite/sql/aggregates';
import { TIME_UNITS } from '../../../../server/vega-lite/sql/time-units';
import { refusalOf, translated } from '../../../helpers/translated';

const X = { field: 'a', type: 'quantitative', scale: { domain: [0, 1] } };
const ENCODING = { x: X, y: X };

const sqlOf = async (spec: object): Promise<string> => {
  const { data } = await translated({
    mark: 'circle',
    encoding: ENCODING,
    ...spec
  });
  return data[0]?.sql ?? '';
};

const filtered = async (filter: unknown): Promise<string> => {
  const sql = await sqlOf({ data: 't', transform: [{ filter }] });
  return /WHERE (.*)\) AS source/.exec(sql)?.[1] ?? '';
};

describe('data', () => {
  const AROUND = 'SELECT CAST(a AS DOUBLE) AS a FROM';

  test('is a table by its name, quoted if it needs it', async () => {
    expect(await sqlOf({ data: { name: 'flights' } })).toContain(
      `${AROUND} flights WHERE`
    );
    expect(await sqlOf({ data: 'two words' })).toContain(
      `${AROUND} "two words" WHERE`
    );
  });

  test('is a query, in one line and without comments and semicolon', async () => {
    const sql = 'SELECT a -- the ratio\n\tFROM t /* all */;';
    expect(await sqlOf({ data: { sql } })).toContain(`${AROUND} (SELECT a`);
    expect(await sqlOf({ data: { sql } })).not.toMatch(/[\n\t;]|--|\/\*/);
    expect(await sqlOf({ data: sql })).toBe(await sqlOf({ data: { sql } }));
  });

  test('keeps the texts of a query', async () => {
    expect(
      await sqlOf({ data: { sql: "SELECT * FROM t WHERE n = 'a -- b;'" } })
    ).toContain("n = 'a -- b;'");
  });

  test.each([
    ['DELETE FROM t', 'is not a query'],
    ['SELECT 1; DROP TABLE t', 'is not one SQL statement'],
    ["SELECT 'open", 'without an end']
  ])('is not %s', async (sql, reason) => {
    const { message, path } = await refusalOf({
      data: { sql },
      mark: 'circle',
      encoding: ENCODING
    });
    expect(message).toContain(reason);
    expect(path).toBe('/data/sql');
  });
});

describe('filters', () => {
  test.each([
    ['datum.a > 5', '(a > 5)'],
    ["datum['two words'] == 'x'", '("two words" = \'x\')'],
    ["datum.a === 'it\\'s'", "(a = 'it''s')"],
    ['datum.a == null', '(a IS NULL)'],
    ['datum.a != 5', '(CASE WHEN (a = 5) THEN 0 ELSE 1 END = 1)'],
    ['!isValid(datum.a)', '(CASE WHEN (a IS NOT NULL) THEN 0 ELSE 1 END = 1)'],
    ['datum.a > 1 && (datum.b < 2 || datum.c)', '((a > 1) AND ((b < 2) OR c))'],
    ['datum.a / 2 > 1', '((CAST(a AS DOUBLE) / 2) > 1)'],
    ['datum.a % 2 == 1', '(MOD(a, 2) = 1)'],
    ['datum.a / datum.b > 1', '((CAST(a AS DOUBLE) / NULLIF(b, 0)) > 1)'],
    ['inrange(datum.a, [1, 2])', '(a BETWEEN 1 AND 2)'],
    ["upper(datum.a) == 'A'", "(UPPER(a) = 'A')"],
    [
      '(datum.a > 1 ? 2 : 3) == 2',
      '((CASE WHEN (a > 1) THEN 2 ELSE 3 END) = 2)'
    ]
  ])('%s becomes %s', async (expression, sql) => {
    expect(await filtered(expression)).toBe(sql);
  });

  test.each([
    [{ field: 'a', equal: 'x' }, "(a = 'x')"],
    [{ field: 'a', lte: 5 }, '(a <= 5)'],
    [{ field: 'a', range: [1, null] }, '(a >= 1)'],
    [{ field: 'a', oneOf: ['x', 'y'] }, "(a IN ('x', 'y'))"],
    [{ field: 'a', valid: false }, '(a IS NULL)'],
    [
      { field: 'at', gt: { year: 2020 } },
      '("at" > TIMESTAMP \'2020-01-01 00:00:00\')'
    ],
    [
      { field: 'at', timeUnit: 'month', equal: 3 },
      '(EXTRACT(MONTH FROM "at") = 3)'
    ],
    [
      { not: { field: 'a', lt: 1 } },
      '(CASE WHEN (a < 1) THEN 0 ELSE 1 END = 1)'
    ],
    [{ or: ['datum.a > 1', { field: 'b', gte: 2 }] }, '((a > 1) OR (b >= 2))']
  ])('%j becomes %s', async (filter, sql) => {
    expect(await filtered(filter)).toBe(sql);
  });

  test.each([
    ['now() > 1', 'uses now()'],
    ['a > 1', 'uses Identifier'],
    ['datum.a >', 'is no expression'],
    ['datum.a & 1', 'uses &']
  ])('%s is refused: %s', async (filter, reason) => {
    const { message, path } = await refusalOf({
      data: 't',
      transform: [{ filter }],
      mark: 'circle',
      encoding: ENCODING
    });
    expect(message).toContain(reason);
    expect(path).toBe('/transform/0/filter');
  });
});

describe('transforms', () => {
  const through = (transform: object): Promise<string> =>
    sqlOf({ data: 't', transform: [transform] });

  test('calculate adds a column', async () => {
    expect(await through({ calculate: 'datum.b * 2', as: 'a' })).toContain(
      '(SELECT *, (b * 2) AS a FROM t)'
    );
  });

  test('timeUnit adds a column', async () => {
    expect(
      await through({ timeUnit: 'yearmonth', field: 'at', as: 'a' })
    ).toContain('(SELECT *, DATE_TRUNC(MONTH, "at") AS a FROM t)');
  });

  test('bin adds the start of the bin', async () => {
    expect(
      await through({ bin: { step: 10, extent: [0, 30] }, field: 'b', as: 'a' })
    ).toContain(
      'CASE WHEN CAST(b AS DOUBLE) >= 20 THEN 20 ELSE FLOOR((CAST(b AS DOUBLE) - 0) / 10) * 10 + 0 END'
    );
  });

  test('aggregate groups', async () => {
    expect(
      await through({
        aggregate: [{ op: 'mean', field: 'b', as: 'a' }],
        groupby: ['c']
      })
    ).toContain('(SELECT c, AVG(CAST(b AS DOUBLE)) AS a FROM t GROUP BY c)');
  });

  test('one follows the other', async () => {
    const sql = await sqlOf({
      data: 't',
      transform: [{ filter: 'datum.b > 1' }, { calculate: 'datum.b', as: 'a' }]
    });
    expect(sql).toContain(
      'FROM (SELECT *, b AS a FROM (SELECT * FROM t WHERE (b > 1)) AS source) AS source'
    );
  });
});

describe('aggregates and time units', () => {
  const aggregated = async (aggregate: string): Promise<string> => {
    const { data } = await translated({
      data: 't',
      mark: 'bar',
      encoding: {
        x: { field: 'c', type: 'nominal' },
        y: { field: 'b', type: 'quantitative', aggregate }
      }
    });
    return data[0]?.sql ?? '';
  };

  test.each(AGGREGATES)('%s groups by the other channels', async aggregate => {
    expect(await aggregated(aggregate)).toMatch(
      /^SELECT c, .* AS \w+ FROM t WHERE c IS NOT NULL GROUP BY c/
    );
  });

  test('median is the middle of a sketch', async () => {
    expect(await aggregated('median')).toContain(
      'APPROX_PERCENTILE(CAST(b AS DOUBLE), 0.5) AS median_b'
    );
  });

  test.each(TIME_UNITS)('%s and its UTC form are the same', async unit => {
    const of = (timeUnit: string): Promise<string> =>
      sqlOf({
        data: 't',
        encoding: { x: { field: 'at', timeUnit, type: 'ordinal' }, y: X }
      });
    expect(await of(unit)).toMatch(/DATE_TRUNC|EXTRACT/);
    expect((await of(`utc${unit}`)).replaceAll('utc', '')).toBe(await of(unit));
  });

  test('a quarter has three months', async () => {
    const { data } = await translated({
      data: 't',
      mark: 'bar',
      encoding: {
        x: { field: 'at', timeUnit: 'yearquarter' },
        y: { aggregate: 'count' }
      }
    });
    expect(data[0]?.sql).toContain('TIMESTAMPADD(MONTH, 3');
  });
});

test('rows without a number are left out, and those without a category stay', async () => {
  const sql = await sqlOf({
    data: 't',
    encoding: { ...ENCODING, color: { field: 'c', type: 'nominal' } }
  });
  expect(sql).toContain('WHERE a IS NOT NULL');
  expect(sql).not.toContain('c IS NOT NULL');
});

test('columns of the same name keep apart', async () => {
  const sql = await sqlOf({
    data: 't',
    encoding: {
      x: { ...X, field: 'a b' },
      y: { ...X, field: 'a-b' }
    }
  });
  expect(sql).toContain('CAST("a b" AS DOUBLE) AS a_b');
  expect(sql).toContain('CAST("a-b" AS DOUBLE) AS a_b_2');
});
