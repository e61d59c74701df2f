// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import { expect, test } from 'vitest';
import { SqlEditors } from '../../../../src/sql-editor/sql-editors';

const editors = (): SqlEditors =>
  new SqlEditors({
    open: () => Promise.resolve(null),
    embed: () => Promise.reject(new Error('Not embedded in these tests.')),
    preload: () => undefined
  });

test('what only an editor needs is loaded before the first editor, once', async () => {
  const sqlEditors = editors();
  const loaded: string[] = [];
  sqlEditors.beforeFirst(async () => {
    await Promise.resolve();
    loaded.push('chart');
  });
  expect(loaded).toEqual([]);
  await Promise.all([sqlEditors.loadParts(), sqlEditors.loadParts()]);
  await sqlEditors.loadParts();
  expect(loaded).toEqual(['chart']);
});

test('a feature that comes later is loaded at once', async () => {
  const sqlEditors = editors();
  await sqlEditors.loadParts();
  let calls = 0;
  sqlEditors.beforeFirst(() => Promise.resolve(void calls++));
  expect(calls).toBe(1);
});

test('what the server did not send is loaded again for the next editor', async () => {
  const sqlEditors = editors();
  let calls = 0;
  sqlEditors.beforeFirst(() =>
    ++calls === 1 ? Promise.reject(new Error('Not sent.')) : Promise.resolve()
  );
  await expect(sqlEditors.loadParts()).rejects.toThrow('Not sent.');
  await sqlEditors.loadParts();
  expect(calls).toBe(2);
});
