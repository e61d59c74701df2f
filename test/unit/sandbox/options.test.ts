import { expect, test } from 'vitest';
import { HELP, parseOptions } from '../../../sandbox/options.js';

test('the defaults are HeavyDB’s ports on the loopback address', () => {
  expect(parseOptions([])).toMatchObject({
    host: '127.0.0.1',
    httpPort: 6278,
    binaryPort: 6274,
    samples: true
  });
});

test.each([
  [['--http-port=99999'], '--http-port wants a port from 0 to 65535'],
  [['--idle-timeout-minutes', 'soon'], '--idle-timeout-minutes wants a number'],
  [['--colour'], '--colour']
])('%j is refused by name', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});

test('the help names every option', () => {
  expect(parseOptions(['--help'])).toBeUndefined();
  const options = parseOptions([
    '--ready-file=x',
    '--parent-pid=1',
    '--max-session-minutes=1'
  ]);
  expect(options).toMatchObject({ readyFile: 'x', parentPid: 1 });
  for (const name of ['host', 'empty', 'data-dir', 'ready-file', 'user']) {
    expect(HELP).toContain(`--${name}`);
  }
});
