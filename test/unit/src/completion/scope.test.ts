import { describe, expect, test } from 'vitest';
import {
  completionContextAt,
  tablesNamed,
  type CompletionContext
} from '../../../../src/completion/scope';
import type { Output } from '../../../../src/completion/visibility';

/** The context of `|` in a text. */
function at(marked: string): CompletionContext {
  const offset = marked.indexOf('|');
  return completionContextAt(marked.replace('|', ''), offset);
}

const sources = (context: CompletionContext): string[] =>
  context.sources.map(({ name, table }) =>
    table === null ? `(${name})` : name === table ? name : `${table} ${name}`
  );

const names = (output: Output[]): string[] =>
  output.map(found => ('name' in found ? found.name : `${found.allOf.name}.*`));

describe('what is to be written', () => {
  test.each<[string, CompletionContext['expects']]>([
    ['|', 'statement'],
    ['sel|', 'statement'],
    ['SELECT 1; |', 'statement'],
    ['SELECT |', 'column'],
    ['SELECT * |', 'keyword'],
    ['SELECT a |', 'keyword'],
    ['SELECT a, |', 'column'],
    ['SELECT COUNT(|', 'column'],
    ['SELECT a AS |', 'nothing'],
    ['SELECT CAST(a AS |', 'type'],
    ['SELECT * FROM |', 'table'],
    ['SELECT * FROM fl|', 'table'],
    ['SELECT * FROM "fl|', 'table'],
    ['SELECT * FROM a, |', 'table'],
    ['SELECT * FROM a |', 'keyword'],
    ['SELECT * FROM a LEFT JOIN |', 'table'],
    ['SELECT * FROM a JOIN b ON |', 'column'],
    ['SELECT * FROM a WHERE |', 'column'],
    ['SELECT * FROM a WHERE x = 1 |', 'keyword'],
    ['SELECT * FROM a WHERE x = 1 AND |', 'column'],
    ['SELECT * FROM a GROUP BY |', 'column'],
    ['SELECT * FROM a ORDER BY b, |', 'column'],
    ['INSERT INTO |', 'table'],
    ['INSERT INTO a (|', 'column'],
    ['UPDATE |', 'table'],
    ['UPDATE a SET |', 'column'],
    ['TRUNCATE TABLE |', 'table'],
    ['CREATE TABLE t (|', 'nothing'],
    ['CREATE TABLE t (a |', 'type'],
    ['WITH c AS (SELECT 1) SELECT * FROM |', 'table'],
    ["SELECT 'it is |", 'nothing'],
    ['SELECT 1 -- from |', 'nothing'],
    ['SELECT 1 /* from |', 'nothing'],
    ['SELECT 1.|', 'nothing']
  ])('%s', (marked, expected) => {
    expect(at(marked).expects).toBe(expected);
  });
});

describe('what is typed', () => {
  test('is the word before the cursor, and all of the word is replaced', () => {
    expect(at('SELECT * FROM fli|ghts f')).toMatchObject({
      from: 14,
      to: 21,
      prefix: 'fli'
    });
  });

  test('may be an open quote', () => {
    expect(at('SELECT * FROM "two wo|')).toMatchObject({
      from: 14,
      to: 21,
      prefix: 'two wo'
    });
  });

  test('ends at the cursor where a quote is open, whatever follows', () => {
    const context = at('SELECT "od| FROM flights WHERE "a" = 1');
    expect(context.to).toBe(10);
    expect(sources(context)).toEqual(['flights']);
  });

  test('knows what stands before a dot', () => {
    expect(at('SELECT f.o| FROM flights f').qualifier).toBe('f');
    expect(at('SELECT "my t".| FROM "my t"').qualifier).toBe('my t');
  });

  test('tells whether words are written small', () => {
    expect(at('select |').isLowerCase).toBe(true);
    expect(at('SELECT f|').isLowerCase).toBe(true);
    expect(at('SELECT F|').isLowerCase).toBe(false);
  });

  test('tells whether a bracket follows', () => {
    expect(at('SELECT cou|(1)').isBeforeBracket).toBe(true);
  });
});

describe('what can be seen', () => {
  test.each<[string, string[]]>([
    ['SELECT | FROM flights', ['flights']],
    ['SELECT | FROM flights AS f, airports a', ['flights f', 'airports a']],
    ['SELECT | FROM db.flights f', ['flights f']],
    [
      'SELECT | FROM flights f LEFT JOIN airports ON f.a = b',
      ['flights f', 'airports']
    ],
    ['SELECT | FROM "my t" "x y"', ['my t x y']],
    ['UPDATE flights SET |', ['flights']],
    ['DELETE FROM flights WHERE |', ['flights']],
    ['INSERT INTO flights (|', ['flights']],
    ['SELECT a FROM t1; SELECT | FROM t2; SELECT b FROM t3', ['t2']],
    [
      'SELECT * FROM flights f WHERE EXISTS (SELECT 1 FROM airports a WHERE |)',
      ['airports a', 'flights f']
    ],
    ['SELECT | FROM flights WHERE x IN (SELECT y FROM airports)', ['flights']],
    ['SELECT a FROM t1 UNION ALL SELECT | FROM t2', ['t2']],
    ['SELECT | FROM t1 UNION SELECT b FROM t2', ['t1']],
    ['SELECT COUNT(|) FROM flights', ['flights']],
    ['SELECT | FROM (SELECT a FROM t) s', ['(s)']],
    ['WITH c AS (SELECT | FROM t) SELECT * FROM c', ['t']],
    ['SELECT fl| FROM flights', ['flights']],
    ['SELECT * FROM fl| WHERE a = 1', []],
    ['SELECT 1 FROM ((|', []]
  ])('%s', (marked, expected) => {
    expect(sources(at(marked))).toEqual(expected);
  });

  test('of a query in FROM are the columns that it answers', () => {
    const context = at(
      'SELECT | FROM (SELECT a, t.b, c + 1 AS d, COUNT(*), "e f" FROM t) s'
    );
    expect(names(context.sources[0]?.output ?? [])).toEqual([
      'a',
      'b',
      'd',
      'e f'
    ]);
  });

  test('of a query of WITH too, also all columns of its tables', () => {
    const context = at(
      'WITH c AS (SELECT t.*, 1 AS n FROM t, u) SELECT | FROM c AS x'
    );
    expect(sources(context)).toEqual(['(x)']);
    expect(names(context.sources[0]?.output ?? [])).toEqual(['t.*', 'n']);
    expect(context.queries.map(({ name }) => name)).toEqual(['c']);
  });
});

test('names every table of a text once', () => {
  expect(
    tablesNamed(
      'SELECT a, b FROM t1, "t 2" JOIN t3; UPDATE t4 SET a = 1; SELECT * FROM t1'
    )
  ).toEqual(expect.arrayContaining(['t1', 't 2', 't3', 't4']));
});

test('reads of a long script what is near the cursor, and all of a long statement', () => {
  const script = 'SELECT a FROM t1;\n'.repeat(1000);
  const near = at(`${script}SELECT | FROM t2;\n${script}`);
  expect(sources(near)).toEqual(['t2']);
  expect(near.from).toBe(script.length + 'SELECT '.length);
  const long = at(`SELECT ${'a, '.repeat(2000)}| FROM t2;\n${script}`);
  expect(sources(long)).toEqual(['t2']);
});
