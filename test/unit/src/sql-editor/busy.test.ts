import { describe, expect, test } from 'vitest';
import { SqlStatement } from '../../../../src/sql/statement';
import type { RunChoice } from '../../../../src/run/questions';
import { notRunPlaceholder } from '../../../../src/result-view/idle-placeholder';
import { statementsOf } from '../../../../src/sql/statements';
import { trans } from '../../../helpers/fake-connection';
import {
  done,
  endless,
  FakeDatabase,
  later,
  rows
} from '../../../helpers/fake-database';
import { editorOn, rowsShown } from './editor-on';

describe('a Run while another is under way', () => {
  const [OTHER] = statementsOf('SELECT 2');

  /** An editor whose `SELECT 1` is under way, and a user who makes these choices. */
  async function busyEditor(database: FakeDatabase, ...choices: RunChoice[]) {
    const asked: string[] = [];
    const editor = editorOn(database, {
      text: 'SELECT 1',
      askWhenBusy: ({ sql, ended }) => {
        asked.push(sql);
        const choice = choices.shift();
        return choice
          ? Promise.resolve(choice)
          : ended.then((): RunChoice => 'wait');
      }
    });
    const first = editor.model.runAll();
    await expect.poll(() => database.asked.length).toBe(1);
    return { ...editor, asked, first };
  }

  test('of the same statements is that Run, pressed twice', async () => {
    const late = later(rows(1));
    const database = new FakeDatabase(late.answer, rows(2));
    const { model, asked, first } = await busyEditor(database, 'stop');
    await model.runAll();
    late.give();
    await first;
    expect(rowsShown(model)).toBe(1);
    expect(database.statements).toEqual(['SELECT 1']);
    expect(asked).toEqual([]);
  });

  test('begins without a question where that is over in a moment', async () => {
    const late = later(rows(1));
    const database = new FakeDatabase(late.answer, rows(2));
    const { model, asked } = await busyEditor(database, 'stop');
    const second = model.runner.run([OTHER!]);
    late.give();
    await second;
    expect(rowsShown(model)).toBe(2);
    expect(asked).toEqual([]);
  });

  test('stops that where the user wants it', async () => {
    const database = new FakeDatabase(endless, rows(2));
    const { model, asked, ran } = await busyEditor(database, 'stop');
    await model.runner.run([OTHER!]);
    expect(asked).toEqual(['SELECT 1']);
    expect(rowsShown(model)).toBe(2);
    expect(model.tabs.items).toHaveLength(1);
    expect(ran.map(({ outcome }) => outcome)).toEqual(['cancelled', 'rows']);
  });

  test('begins though that cannot be stopped, whose late answer never lands in the newer (bug 17 of 2020)', async () => {
    const late = later(rows(1));
    const database = new FakeDatabase(late.answer, rows(2));
    const { model, first } = await busyEditor(database, 'stop');
    await model.runner.run([OTHER!]);
    expect(rowsShown(model)).toBe(2);
    late.give();
    await first;
    expect(rowsShown(model)).toBe(2);
    expect(model.tabs.items).toHaveLength(1);
  });

  test('waits for that where the user wants it, says so, and comes in its turn', async () => {
    const late = later(rows(1));
    const database = new FakeDatabase(late.answer, rows(2), rows(3));
    const { model } = await busyEditor(database, 'wait', 'wait');
    const second = model.runner.run([OTHER!]);
    await expect.poll(() => model.waiting).toBe(1);
    const third = model.runner.run(statementsOf('SELECT 3'));
    await expect.poll(() => model.waiting).toBe(2);
    late.give();
    await Promise.all([second, third]);
    expect(model.waiting).toBe(0);
    expect(database.statements).toEqual(['SELECT 1', 'SELECT 2', 'SELECT 3']);
    expect(rowsShown(model)).toBe(3);
  });

  test('waits no more where that is stopped', async () => {
    const database = new FakeDatabase(endless, rows(2));
    const { model, first } = await busyEditor(database, 'wait');
    const second = model.runner.run([OTHER!]);
    await expect.poll(() => model.waiting).toBe(1);
    model.cancel();
    await Promise.all([first, second]);
    expect(model.waiting).toBe(0);
    expect(database.statements).toEqual(['SELECT 1']);
  });

  test('is not run where the user thinks better of it', async () => {
    const late = later(rows(1));
    const database = new FakeDatabase(late.answer, rows(2));
    const { model, first } = await busyEditor(database, 'forget');
    await model.runner.run([OTHER!]);
    late.give();
    await first;
    expect(rowsShown(model)).toBe(1);
    expect(database.statements).toEqual(['SELECT 1']);
  });

  test('needs no answer once that is over', async () => {
    const late = later(rows(1));
    const database = new FakeDatabase(late.answer, rows(2));
    const { model, asked } = await busyEditor(database);
    const second = model.runner.run([OTHER!]);
    await expect.poll(() => asked).toEqual(['SELECT 1']);
    late.give();
    await second;
    expect(rowsShown(model)).toBe(2);
  });

  test('of three that follow at once the last one is asked about', async () => {
    const database = new FakeDatabase(endless, rows(3));
    const { model, asked } = await busyEditor(database, 'stop');
    await Promise.all([
      model.runner.run([OTHER!]),
      model.runner.run(statementsOf('SELECT 3'))
    ]);
    expect(asked).toEqual(['SELECT 1']);
    expect(database.statements).toEqual(['SELECT 1', 'SELECT 3']);
    expect(rowsShown(model)).toBe(3);
  });
});

describe('a Run that a reload interrupted', () => {
  test('is said to be so, and runs again at its user’s wish alone', async () => {
    const database = new FakeDatabase(rows(2));
    const { model } = editorOn(database, { text: 'SELECT 1' });
    model.interrupt([new SqlStatement('SELECT 1', null)]);
    const message = notRunPlaceholder('interrupted', { model, trans });
    expect(message.title).toBe('The query was interrupted by a reload');
    expect(message.verbatim).toBe('SELECT 1');
    expect(database.asked).toEqual([]);
    message.action?.run();
    await expect.poll(() => model.tabs.items.length).toBe(1);
    expect(model.notRun).toBeNull();
    expect(database.statements).toEqual(['SELECT 1']);
  });

  test('is said to have changed data, maybe, where it can', () => {
    const { model } = editorOn(new FakeDatabase(done));
    model.interrupt([new SqlStatement('INSERT INTO t VALUES (1)', null)]);
    const { text } = notRunPlaceholder('interrupted', { model, trans });
    expect(text).toContain('may have changed data');
  });
});

test('a statement is told of when it begins, unless it is never sent, for that may hold a password', async () => {
  const { model } = editorOn(new FakeDatabase(rows(1)), {
    text: '\\c db ada hunter2\n'
  });
  const begun: string[] = [];
  model.statementStarted.connect((_, { sql }) => begun.push(sql));
  await model.runAll();
  expect(begun).toEqual([]);
  await model.runStatement('SELECT 1');
  expect(begun).toEqual(['SELECT 1']);
});
