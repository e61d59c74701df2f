import { describe, expect, test } from 'vitest';
import { trans } from '../../../helpers/fake-connection';
import {
  type Answer,
  done,
  endless,
  FakeDatabase,
  later,
  refused,
  rows
} from '../../../helpers/fake-database';
import { NO_LIMITS } from '../../../../src/connection-info/limits';
import { moreRows } from '../../../../src/result-view/more-rows';
import { editorOn, rowsShown, shown } from '../sql-editor/editor-on';

const SELECT = { text: 'SELECT a FROM t ORDER BY a' };

describe('a row limit above 10,000', () => {
  test('shows the first rows early, then all that were asked for, in one piece', async () => {
    const late = later(rows(150_000));
    const database = new FakeDatabase(rows(150_000), late.answer);
    const { model, ran } = editorOn(database, { ...SELECT, rowLimit: 100_000 });
    const running = model.runAll();
    await expect.poll(() => database.asked.length).toBe(2);
    expect(rowsShown(model)).toBe(10_000);
    expect(shown(model).activity?.kind).toBe('loading');
    late.give();
    await running;
    expect(database.asked).toEqual([
      { sql: SELECT.text, rowLimit: 10_000, onlyReads: true },
      { sql: SELECT.text, rowLimit: 100_000, onlyReads: true }
    ]);
    expect(rowsShown(model)).toBe(100_000);
    expect(ran).toMatchObject([{ rows: 100_000, more: true }]);
  });

  test('asks once where the first rows are all rows', async () => {
    const database = new FakeDatabase(rows(10_000));
    const { model } = editorOn(database, { ...SELECT, rowLimit: null });
    await model.runAll();
    expect(database.asked).toHaveLength(1);
    expect(shown(model).result?.summary.more).toBe(false);
  });

  test('never runs a statement twice that may change something', async () => {
    const database = new FakeDatabase(rows(20_000));
    const { model } = editorOn(database, {
      text: 'COPY t FROM s',
      rowLimit: null
    });
    await model.runAll();
    expect(database.asked).toHaveLength(1);
  });

  test('keeps the first rows when loading the others is cancelled', async () => {
    const database = new FakeDatabase(rows(20_000), endless);
    const { model, ran } = editorOn(database, { ...SELECT, rowLimit: null });
    const running = model.runAll();
    await expect.poll(() => database.asked.length).toBe(2);
    model.cancel();
    await running;
    expect(rowsShown(model)).toBe(10_000);
    expect(ran).toMatchObject([{ outcome: 'rows', rows: 10_000, more: true }]);
  });
});

describe('rows that are not all there', () => {
  test('are said to be the first ones, with more on offer (bug 13 of 2020)', async () => {
    const { model } = editorOn(new FakeDatabase(rows(50_001)), SELECT);
    await model.runAll();
    expect(moreRows(shown(model), trans)).toEqual({
      text: 'First 10,000 rows; the database has more.',
      error: '',
      offers: [
        { label: 'Load 100,000', rowLimit: 100_000 },
        { label: 'Load all', rowLimit: null }
      ]
    });
    await model.loadMore(shown(model), 100_000);
    expect(rowsShown(model)).toBe(50_001);
    expect(moreRows(shown(model), trans)).toBeNull();
  });

  test('stay when loading more fails, and it is said why (bug 16 of 2020)', async () => {
    const database = new FakeDatabase(
      rows(20_000),
      refused('result_too_large'),
      rows(20_000)
    );
    const { model } = editorOn(database, SELECT);
    await model.runAll();
    await model.loadMore(shown(model), null);
    expect(rowsShown(model)).toBe(10_000);
    expect(moreRows(shown(model), trans)?.error).toBe(
      'It is result_too_large.'
    );
    await model.loadMore(shown(model), null);
    expect(rowsShown(model)).toBe(20_000);
  });

  test('are sorted by the database, which is said, and come back unsorted', async () => {
    const database = new FakeDatabase(rows(20_000));
    const { model } = editorOn(database, SELECT);
    await model.runAll();
    const unsorted = shown(model).result;
    await model.sortBy(shown(model), { column: 0, direction: 'descending' });
    const sql = `SELECT * FROM (\n${SELECT.text}\n) ORDER BY 1 DESC NULLS FIRST`;
    expect(database.asked[1]).toEqual({
      sql,
      rowLimit: 10_000,
      onlyReads: true
    });
    expect(shown(model).result?.sql).toBe(sql);
    expect(moreRows(shown(model), trans)?.text).toBe(
      'Sorted by the database: first 10,000 rows by n, descending.'
    );
    await model.loadMore(shown(model), null);
    expect(database.asked[2]).toEqual({ sql, rowLimit: null, onlyReads: true });
    await model.sortBy(shown(model), null);
    expect(database.asked).toHaveLength(3);
    expect(shown(model).result?.table).toBe(unsorted?.table);
    expect(shown(model).result?.sql).toBe(SELECT.text);
  });

  test('stay as they are when the database cannot sort them', async () => {
    const database = new FakeDatabase(rows(20_000), refused('query_failed'));
    const { model } = editorOn(database, SELECT);
    await model.runAll();
    await model.sortBy(shown(model), { column: 0, direction: 'ascending' });
    expect(shown(model).sort).toBeNull();
    expect(moreRows(shown(model), trans)).toMatchObject({
      text: 'First 10,000 rows; the database has more.',
      error: 'It is query_failed.'
    });
  });

  test('of what is no query are not sorted by the database', async () => {
    const database = new FakeDatabase(rows(20_000), done);
    const { model } = editorOn(database, { text: 'SHOW TABLES' });
    await model.runAll();
    await model.sortBy(shown(model), { column: 0, direction: 'ascending' });
    expect(database.asked).toHaveLength(1);
    expect(moreRows(shown(model), trans)?.offers).toEqual([]);
  });
});

describe("the administrator's limit", () => {
  test('counts before that of the editor', async () => {
    const database = new FakeDatabase(rows(20_000));
    const { model, connection } = editorOn(database, {
      ...SELECT,
      rowLimit: null
    });
    connection.limits = { ...NO_LIMITS, maxRows: 500 };
    expect(model.rowLimit).toBe(500);
    await model.runAll();
    expect(database.asked.map(({ rowLimit }) => rowLimit)).toEqual([500]);
  });

  test('is the most that is offered', async () => {
    const { model, connection } = editorOn(
      new FakeDatabase(rows(500_000)),
      SELECT
    );
    const offered = (maxRows: number): unknown => {
      connection.limits = { ...NO_LIMITS, maxRows };
      return moreRows(shown(model), trans)?.offers.map(
        ({ rowLimit }) => rowLimit
      );
    };
    await model.runAll();
    expect(offered(50_000)).toEqual([50_000]);
    expect(offered(100_000)).toEqual([100_000]);
    expect(offered(200_000)).toEqual([100_000, 200_000]);
  });

  test('is what is said where it left rows out, and nothing more is offered', async () => {
    const database = new FakeDatabase(leftOut(rows(20_000), 500));
    const { model } = editorOn(database, SELECT);
    await model.runAll();
    expect(moreRows(shown(model), trans)).toEqual({
      text: 'First 500 rows; the administrator allows no more.',
      error: '',
      offers: []
    });
    expect(shown(model).result?.rowLimit).toBe(500);
  });
});

/** What the sidecar answers where the page does not know the limit. */
const leftOut =
  (answer: Answer, maxRows: number): Answer =>
  async (statement, options) => {
    const reply = await answer(statement, { ...options, rowLimit: maxRows });
    return { ...reply, summary: { ...reply.summary, maxRows } };
  };
