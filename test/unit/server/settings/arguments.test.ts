import { expect, test } from 'vitest';
import { argumentsAsVariables } from '../../../../server/settings/arguments';

const read = (...args: string[]) =>
  argumentsAsVariables(args, [
    { default: '', env: 'FILE', arg: 'file' },
    { default: false, env: 'STRICT', arg: 'strict', format: 'true-or-false' },
    { default: '', env: 'SECRET' }
  ]);

test.each([
  [['--file', '/a'], { FILE: '/a' }],
  [['--file=/a'], { FILE: '/a' }],
  [['--file='], { FILE: '' }],
  [['--file=--x=y'], { FILE: '--x=y' }],
  [['--file', '-'], { FILE: '-' }],
  [['--file=/a', '--file', '/b'], { FILE: '/b' }],
  [['--strict'], { STRICT: 'true' }],
  [['--strict', '--file', '/a'], { STRICT: 'true', FILE: '/a' }],
  [['--strict', 'false'], { STRICT: 'false' }],
  [['--no-strict'], { STRICT: 'false' }],
  [[], {}]
])('%j', (args, variables) => {
  expect(read(...args)).toEqual(variables);
});

test.each([
  [['--file'], '--file needs a value'],
  [['--file', '--strict'], '--file needs a value'],
  [['--fil=/a'], 'Unknown setting --fil=/a'],
  [['--no-file'], 'Unknown setting --no-file'],
  [['--no-strict=true'], 'Unknown setting --no-strict=true'],
  [['/a'], 'Unknown setting /a'],
  [['--'], 'Unknown setting --'],
  [['--undefined'], 'Unknown setting --undefined'],
  [['-file', '/a'], 'Unknown setting -file']
])('%j is refused', (args, message) => {
  expect(() => read(...args)).toThrow(message);
});
