/** docs/errors.md against the registry: every code documented as it is, none invented. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERRORS } from '../../server/http/api-error';

const page = readFileSync(
  new URL('../../docs/errors.md', import.meta.url),
  'utf8'
);
const rows = page
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()))
  .filter(([, code]) => code?.startsWith('`'))
  .map(([, code, status, meaning, remedy]) => ({
    code: code!.replaceAll('`', ''),
    status: Number(status),
    meaning,
    remedy
  }));

test('documents exactly the codes of the registry', () => {
  expect(rows.map(({ code }) => code).sort()).toEqual(
    Object.keys(ERRORS).sort()
  );
});

test.each(rows)('$code: its status, what it means, what to do', row => {
  expect(row.status).toBe(ERRORS[row.code as keyof typeof ERRORS].status);
  expect(row.meaning).toMatch(/^[A-Z].{15,}\.$/);
  expect(row.remedy).toMatch(/^[A-Z].{10,}\.$/);
});
