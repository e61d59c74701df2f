/** What a statement may change, and which statements are refused before they reach the database. */
import { expect, test } from 'vitest';
import { permittedEffect } from '../../../../server/queries/permitted-effect';

const open = { readOnly: false };
const refused = (code: string): unknown => expect.objectContaining({ code });

test('tells what a statement may change', () => {
  expect(permittedEffect({ sql: 'SELECT 1' }, open)).toBe('none');
  expect(permittedEffect({ sql: 'DELETE FROM t' }, open)).toBe('rows');
  expect(permittedEffect({ sql: 'DROP TABLE t' }, open)).toBe('schema');
});

test('refuses ALTER SESSION everywhere', () => {
  const sql = "ALTER SESSION SET EXECUTOR_DEVICE = 'CPU'";
  for (const readOnly of [true, false]) {
    expect(() => permittedEffect({ sql }, { readOnly })).toThrow(
      refused('session_not_altered')
    );
  }
});

test('refuses a change if the admin or the user lets the connection only read', () => {
  const sql = 'INSERT INTO t VALUES (1)';
  expect(() => permittedEffect({ sql }, { readOnly: true })).toThrow(
    refused('read_only')
  );
  expect(() => permittedEffect({ sql, readOnly: true }, open)).toThrow(
    refused('read_only')
  );
  expect(permittedEffect({ sql: 'SELECT 1', readOnly: true }, open)).toBe(
    'none'
  );
});

test('refuses a change behind a query', () => {
  const sql = 'SELECT 1; DROP TABLE t';
  expect(() => permittedEffect({ sql }, { readOnly: true })).toThrow(
    refused('read_only')
  );
});
