import { expect, test } from 'vitest';
import { KeptSql } from '../../../../src/sql-editor/kept-sql';

test('what is kept of an editor is its text without the secrets', () => {
  const kept = new KeptSql();
  expect(kept.of('SELECT 1')).toBe('SELECT 1');
  expect(kept.of("SELECT 1; ALTER USER ada (password = 'hunter2')")).toBe(
    "SELECT 1; ALTER USER ada (password = '•••')"
  );
});

test('while a secret is being written, what was there before stays', () => {
  const kept = new KeptSql();
  const typed = "SELECT 1; ALTER USER ada (password = 'hunter2')";
  for (let end = 1; end <= typed.length; end++) {
    expect(kept.of(typed.slice(0, end))).not.toContain('hunt');
  }
  expect(kept.of(typed)).toContain("password = '•••')");
});

test('a quote that is open is no reason to forget a text without secrets', () => {
  expect(new KeptSql().of("SELECT 'it")).toBe("SELECT 'it");
});
