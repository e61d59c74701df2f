/** docs/errors.md, and the shim's codes, against the registry: each as it is there, none invented. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ERRORS } from '../../server/errors/registry';

const read = (path: string): string =>
  readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const page = read('docs/errors.md');
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

/** The table in failure.py, through which every answer of the shim goes. */
const shim = Object.fromEntries(
  [
    ...read('jupyterlab_omnisci/failure.py').matchAll(/^ {4}"(\w+)": (\d+),$/gm)
  ].map(([, code, status]) => [code!, Number(status)] as const)
);

test('the shim answers its codes with the statuses of the registry', () => {
  const statuses = Object.entries(ERRORS).map(
    ([code, { status }]) => [code, status] as const
  );
  expect(Object.fromEntries(statuses)).toMatchObject(shim);
  const only = Object.entries(ERRORS).filter(([, kind]) => kind.madeByShim);
  expect(Object.keys(shim)).toEqual(
    expect.arrayContaining(only.map(([code]) => code))
  );
});

test('what the shim alone answers, the sidecar never does', () => {
  const files = readdirSync(new URL('../../server', import.meta.url), {
    recursive: true,
    encoding: 'utf8'
  }).filter(file => file.endsWith('.ts'));
  const thrown = files.flatMap(file =>
    [...read(`server/${file}`).matchAll(/new ApiError\(\s*'(\w+)'/g)].map(
      ([, code]) => code
    )
  );
  expect(thrown).toContain('database_timeout');
  const only = Object.entries(ERRORS).filter(([, kind]) => kind.madeByShim);
  only.forEach(([code]) => expect(thrown).not.toContain(code));
});

test('documents exactly the codes that the browser makes itself', () => {
  const [, type = ''] =
    /export type SidecarErrorCode =([^;]+);/.exec(
      read('src/sidecar/sidecar-error.ts')
    ) ?? [];
  const made = [...type.matchAll(/'(\w+)'/g)].map(([, code]) => code);
  expect(made).toContain('server_unreachable');
  const [, told = ''] = page.split('## In the browser');
  const documented = [...told.matchAll(/^- `(\w+)`/gm)].map(([, code]) => code);
  expect(documented.sort()).toEqual(made.sort());
});
