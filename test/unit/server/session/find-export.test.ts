import { expect, test } from 'vitest';
import { splitName } from '../../../../server/session/find-export';

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
