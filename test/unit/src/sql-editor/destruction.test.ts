/** The question before a Run that throws something away. */
import { expect, test } from 'vitest';
import type { Questions } from '../../../../src/run/questions';
import { connected, FakeConnection } from '../../../helpers/fake-connection';
import { done, FakeDatabase } from '../../../helpers/fake-database';
import { editorOn } from './editor-on';

function editorAsking(text: string, ...answers: boolean[]) {
  const questions: string[] = [];
  const database = new FakeDatabase(done);
  const askToDestroy: Questions['askToDestroy'] = (statements, { key }) => {
    const found = statements.map(
      ({ sql, destruction }) => `${destruction}: ${sql}`
    );
    questions.push(`${key}: ${found.join(' + ')}`);
    return Promise.resolve(answers.shift() ?? false);
  };
  return { ...editorOn(database, { text, askToDestroy }), database, questions };
}

test('is asked once for all statements of a Run, and names the connection', async () => {
  const { model, database, questions } = editorAsking(
    "SELECT 'DROP TABLE a'; DROP TABLE b; DELETE FROM c WHERE d = 1; DELETE FROM e",
    true
  );
  await model.runAll();
  expect(questions).toEqual([
    'handover: drop: DROP TABLE b + delete-all: DELETE FROM e'
  ]);
  expect(database.asked).toHaveLength(4);
});

test('where it is denied, nothing of the Run is sent, and what is shown stays', async () => {
  const { model, database } = editorAsking('SELECT 1; DROP TABLE b', false);
  await model.runStatement('SELECT 2');
  const shown = model.tabs.items;
  await model.runAll();
  expect(database.statements).toEqual(['SELECT 2']);
  expect(model.tabs.items).toEqual(shown);
});

test('is asked of a statement beside the text, too', async () => {
  const { model, database, questions } = editorAsking('', false);
  await model.runStatement('TRUNCATE TABLE t');
  expect(questions).toHaveLength(1);
  expect(database.asked).toEqual([]);
});

test('is not asked of what is never sent, nor of what only reads', async () => {
  const { model, questions } = editorAsking('DELETE FROM t; {{ a }}');
  await model.runStatement('DELETE FROM {{ table }}');
  await model.runStatement('SELECT 1');
  expect(questions).toEqual([]);
});

test('names the connection that the editor has moved to', async () => {
  const { model, questions } = editorAsking('DROP TABLE b');
  await model.setConnection(
    new FakeConnection({ statuses: [connected()], key: 'prod' })
  );
  await model.runAll();
  expect(questions).toEqual(['prod: drop: DROP TABLE b']);
});
