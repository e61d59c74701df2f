import { tableFromArrays } from 'apache-arrow';
import { describe, expect, it } from 'vitest';
import { statementKind } from '../../../../src/sql/statement-kind';
import { ResultTable } from '../../../../src/table/result-table';
import { textAnswer } from '../../../../src/text-result/text-answer';

const answerTo = (
  sql: string,
  columns: Record<string, readonly (string | null)[] | Int32Array>
): string | null =>
  textAnswer(
    new ResultTable(tableFromArrays(columns as Record<string, string[]>)),
    statementKind(sql)
  );

describe('an answer is a text', () => {
  it('if SHOW CREATE sends several lines in a cell', () => {
    expect(
      answerTo('SHOW CREATE TABLE t', {
        Result: ['CREATE TABLE t (\n  a INT)']
      })
    ).toBe('CREATE TABLE t (\n  a INT)');
  });

  it('if EXPLAIN sends its lines as rows', () => {
    expect(
      answerTo('EXPLAIN CALCITE SELECT 1', { Explanation: ['a', null, ' b'] })
    ).toBe('a\n\n b');
  });
});

describe('an answer is rows', () => {
  it('if a query sends several lines in a cell', () => {
    expect(answerTo('SELECT note FROM t', { note: ['a\nb'] })).toBeNull();
  });

  it('if SHOW TABLES lists names', () => {
    expect(answerTo('SHOW TABLES', { table_name: ['a', 'b'] })).toBeNull();
  });

  it('if it has several columns, no rows or no text', () => {
    const sql = 'EXPLAIN SELECT 1';
    expect(answerTo(sql, { a: ['x\ny'], b: ['z'] })).toBeNull();
    expect(answerTo(sql, { a: [] })).toBeNull();
    expect(answerTo(sql, { a: new Int32Array([1]) })).toBeNull();
  });
});
