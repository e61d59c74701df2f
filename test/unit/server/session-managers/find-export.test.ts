import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  makeManager,
  splitName
} from '../../../../server/session-managers/find-export';

test.each([
  [
    'your_new_module.YourImplementation',
    'your_new_module',
    'YourImplementation'
  ],
  ['module.js.Export', 'module.js', 'Export'],
  ['./folder/module.Export', './folder/module', 'Export'],
  ['/etc/a.b/module.ts.Export', '/etc/a.b/module.ts', 'Export'],
  ['module.default', 'module', 'default'],
  ['./module.mjs', './module.mjs', 'default'],
  ['module', 'module', 'default'],
  ['../module', '../module', 'default'],
  ['@company/sessions.Manager', '@company/sessions', 'Manager'],
  ['a.b.C', 'a.b', 'C']
])('%s is %s and its export %s', (name, module, exported) => {
  expect(splitName(name)).toEqual({ module, export: exported });
});

describe('a manager in Python, as of the 2020 extension', () => {
  const folder = mkdtempSync(join(tmpdir(), 'omnisci-python-'));
  mkdirSync(join(folder, 'package'));
  const files = ['py_mgr.py', 'package/__init__.py', 'package/inner.py'];
  files.forEach(file => writeFileSync(join(folder, file), 'class Manager: …'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const make = (name: string, folders = [folder]): Promise<unknown> =>
    makeManager(
      { name, folders, nodePath: '', typescriptLoader: '' },
      { environment: { protocol: '', host: '', port: '' }, sessionFile: '' }
    );

  test.each([
    ['py_mgr.Manager', 'py_mgr.py'],
    ['py_mgr.py.Manager', 'py_mgr.py'],
    ['package.Manager', 'package/__init__.py'],
    ['package.inner.Manager', 'package/inner.py']
  ])('%s is told to be Python, by its file', async (name, file) => {
    await expect(make(name)).rejects.toMatchObject({
      code: 'session_manager_not_found',
      message: expect.stringContaining(
        `${join(folder, file)} is written in Python`
      ) as string
    });
  });

  test('does not stand in the way of one in JavaScript in a later folder', async () => {
    const later = join(folder, 'later');
    mkdirSync(later);
    writeFileSync(
      join(later, 'py_mgr.mjs'),
      'export class Manager { getSession() { return {}; } }'
    );
    await expect(make('py_mgr.Manager', [folder, later])).resolves.toBeTruthy();
  });

  test('where there is none, the message says where it was looked for', async () => {
    await expect(make('other.Manager')).rejects.toThrow(
      `No module or Node package "other" was found in ${folder}`
    );
  });
});
