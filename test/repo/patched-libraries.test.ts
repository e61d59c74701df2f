/** docs/patched-libraries.md against the lock files and the tree. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from '../helpers/root';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const { packages } = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { version?: string }>;
};
const requirements =
  read('requirements/start.txt') + read('requirements/test.txt');

const rows = read('docs/patched-libraries.md')
  .split('\n')
  .map(line => line.split('|').map(cell => cell.trim()))
  .filter(cells => /^`.+` \d/.test(cells[1] ?? ''))
  .map(([, library = '', , files = '', , , tests = '']) => {
    const [name = '', version = ''] = library.replaceAll('`', '').split(' ');
    return { name, version, files: codeIn(files), tests: codeIn(tests) };
  });

function codeIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, path = '']) => path);
}

test('lists the libraries of all three programs', () => {
  const names = rows.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'express',
      'jupyter-server',
      '@jupyterlab/completer'
    ])
  );
});

test.each(rows)('$name $version is the locked version', row => {
  const locked = packages[`node_modules/${row.name}`]?.version;
  const pinned = [...requirements.matchAll(/^([\w-]+)==([^\s;]+)/gm)]
    .filter(([, name]) => name === row.name)
    .map(([, , version]) => version);
  expect([locked, ...pinned].filter(Boolean)).toContain(row.version);
});

test.each(rows)('$name: the files and the tests exist', ({ files, tests }) => {
  expect(files.length).toBeGreaterThan(0);
  expect(tests.length).toBeGreaterThan(0);
  expect(tests.filter(path => !path.startsWith('test/'))).toEqual([]);
  const missing = [...files, ...tests].filter(
    path => !existsSync(join(ROOT, path))
  );
  expect(missing).toEqual([]);
});

/** Where a library is patched; what these find in our code, a row names. */
const PATCHES: readonly (readonly [string, string])[] = [
  ['server/arrow/arrow-from-columns.ts', 'schema.assign ='],
  ['server/sidecar.ts', 'Object.setPrototypeOf'],
  ['scripts/build.mjs', "namespace: 'unused'"],
  ['server/thrift/thrift-codec.ts', '_seqid'],
  ['sandbox/thrift/json-protocol.ts', 'tstack'],
  ['src/format/format-editor.ts', 'undoManager']
];

test.each(PATCHES)(
  '%s still has the patch that the page tells of',
  (file, code) => {
    expect(rows.flatMap(({ files }) => files)).toContain(file);
    expect(read(file)).toContain(code);
  }
);
