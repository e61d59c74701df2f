import { describe, expect, test } from 'vitest';
import { SqlStatement } from '../../../../src/sql/statement';
import {
  done,
  endless,
  FakeDatabase,
  refused,
  rows
} from '../../../helpers/fake-database';
import { trans } from '../../../helpers/fake-connection';
import { executionText } from '../../../../src/result-view/outcome-text';
import type { SqlEditorModel } from '../../../../src/run/model';
import { editorOn, rowsShown } from './editor-on';

const THREE = 'CREATE TABLE t (a INT); SELECT 1; SELECT 2;';

const outcomes = (model: SqlEditorModel): string[] =>
  model.tabs.items[0]?.execution.runs.map(({ outcome }) => outcome.kind) ?? [];

describe('several statements', () => {
  test('run in turn; a tab lists them, and each with rows has its own', async () => {
    const database = new FakeDatabase(done, rows(1), rows(2));
    const { model, ran } = editorOn(database, { text: THREE });
    await model.runAll();
    expect(database.statements).toEqual([
      'CREATE TABLE t (a INT)',
      'SELECT 1',
      'SELECT 2'
    ]);
    expect(model.tabs.items.map(({ run }) => run?.sql ?? 'log')).toEqual([
      'log',
      'SELECT 1',
      'SELECT 2'
    ]);
    expect(rowsShown(model)).toBe(2);
    expect(ran).toHaveLength(3);
  });

  test('stop at the first that fails, and say which were not run', async () => {
    const database = new FakeDatabase(done, refused('query_failed'), rows(1));
    const { model } = editorOn(database, { text: THREE });
    await model.runAll();
    expect(outcomes(model)).toEqual(['done', 'failed', 'skipped']);
    expect(model.tabs.current?.run).toBeNull();
    const execution = model.tabs.items[0]!.execution;
    expect(executionText(execution, trans)).toBe(
      '1 of 3 statements done · 1 failed · 1 not run'
    );
  });

  test('for omnisql are answered by what they mean, or named; nothing of the others is sent', async () => {
    const database = new FakeDatabase(done);
    const { model, ran } = editorOn(database, {
      text: '\\t\n\\d flights\n\\timing\n\\c heavyai admin hunter2\nSELECT {{ a }}; SELECT 1',
      stopsOnError: false
    });
    await model.runAll();
    const sent = ['SHOW TABLES', 'SHOW CREATE TABLE flights', 'SELECT 1'];
    expect(database.statements).toEqual(sent);
    const { runs } = model.tabs.items[0]!.execution;
    const messages = runs.map(({ outcome }) =>
      outcome.kind === 'failed' ? outcome.error.message : ''
    );
    expect(messages[2]).toContain('“\\timing” is a command of omnisql.');
    expect(messages[2]).toContain('the line above each result');
    expect(messages[3]).toContain('“\\c” is a command of omnisql.');
    expect(messages.join()).not.toContain('hunter2');
    expect(messages[4]).toContain('“{{” belongs to a template');
    // What was not sent is kept nowhere else either.
    expect(ran.map(({ sql }) => sql)).toEqual(sent);
  });

  test('go on after a failure where the user wants it', async () => {
    const database = new FakeDatabase(done, refused('query_failed'), rows(1));
    const { model } = editorOn(database, { text: THREE, stopsOnError: false });
    await model.runAll();
    expect(outcomes(model)).toEqual(['done', 'failed', 'rows']);
  });

  test('stop when one is cancelled', async () => {
    const database = new FakeDatabase(done, endless);
    const { model } = editorOn(database, { text: THREE });
    const running = model.runAll();
    await expect.poll(() => database.asked.length).toBe(2);
    model.cancel();
    await running;
    expect(outcomes(model)).toEqual(['done', 'cancelled', 'skipped']);
    expect(model.tabs.current?.run).toBeNull();
  });

  test('leave the tab on top that the user chose meanwhile', async () => {
    const database = new FakeDatabase(done, rows(1), endless);
    const { model } = editorOn(database, { text: THREE });
    const running = model.runAll();
    await expect.poll(() => database.asked.length).toBe(3);
    const log = model.tabs.items[0]!;
    model.tabs.select(log);
    model.cancel();
    await running;
    expect(model.tabs.current).toBe(log);
  });

  test('whose tab was closed keep it closed', async () => {
    const database = new FakeDatabase(rows(1), rows(2), rows(3));
    const { model } = editorOn(database, {
      text: 'SELECT 1; SELECT 2; SELECT 3'
    });
    model.statementExecuted.connect((_, { sql }) => {
      if (sql === 'SELECT 1') {
        model.tabs.close(model.tabs.current!);
      }
    });
    await model.runAll();
    expect(model.tabs.items.map(({ run }) => run?.sql ?? 'log')).toEqual([
      'log',
      'SELECT 2',
      'SELECT 3'
    ]);
  });

  test('give way, all of them, to the next Run', async () => {
    const database = new FakeDatabase(rows(1));
    const { model } = editorOn(database, { text: 'SELECT 1; SELECT 2' });
    await model.runAll();
    await model.runner.run([new SqlStatement('SELECT 3', null)]);
    expect(model.tabs.items.map(({ run }) => run?.sql)).toEqual(['SELECT 3']);
  });
});
