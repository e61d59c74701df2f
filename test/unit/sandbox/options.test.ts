import { describe, expect, test } from 'vitest';
import {
  HELP,
  parseOptions,
  type SandboxOptions,
  withPasswords
} from '../../../sandbox/options.js';

test('the defaults are HeavyDB’s ports on the loopback address', () => {
  expect(parseOptions([])).toMatchObject({
    host: '127.0.0.1',
    httpPort: 6278,
    binaryPort: 6274,
    samples: true
  });
});

test.each([
  [['--http-port=99999'], '--http-port requires a port from 0 to 65535'],
  [
    ['--idle-timeout-minutes', 'soon'],
    '--idle-timeout-minutes must be a number'
  ],
  [['--colour'], '--colour'],
  [['--tls-cert=c.pem'], '--tls-cert and --tls-key require each other.'],
  [['--tls-key=k.pem'], '--tls-cert and --tls-key require each other.'],
  [['--database=a', '--database=A'], '--database A is given twice.'],
  [['--user=a', '--user=A:heavyai'], '--user A is given twice.'],
  [['--user=:heavyai'], '--user requires a name.'],
  [
    ['--user=ana:wether'],
    '--user ana:wether: no --database has the name "wether".'
  ],
  [
    ['--password=a', '--password=b'],
    '--password is given more often than --user.'
  ]
])('%j is refused by name', (args, message) => {
  expect(() => parseOptions(args)).toThrow(message);
});

test('the help names every option', () => {
  expect(parseOptions(['--help'])).toBeUndefined();
  const options = parseOptions([
    '--ready-file=x',
    '--parent-pid=1',
    '--max-session-minutes=1',
    '--no-rendering'
  ]);
  expect(options).toMatchObject({
    readyFile: 'x',
    parentPid: 1,
    rendering: false
  });
  for (const name of [
    'host',
    'empty',
    'data-dir',
    'ready-file',
    'user',
    'password',
    'password-file',
    'no-rendering',
    'database'
  ]) {
    expect(HELP).toContain(`--${name}`);
  }
});

describe('users and databases', () => {
  const ARGS = [
    ...['--database=heavyai', '--database=weather'],
    ...['--user=admin', '--user=ana:weather', '--password=first']
  ];

  test('are as many as are named, with a password by turn', () => {
    const options = parseOptions(ARGS);
    expect(options?.databases).toEqual(['heavyai', 'weather']);
    expect(options?.users).toEqual([
      { name: 'admin', password: 'first' },
      { name: 'ana', password: 'HyperInteractive', databases: ['weather'] }
    ]);
  });

  test('may have their passwords in a file, colons and all', () => {
    const options = parseOptions([...ARGS, '--password-file=secret.txt']);
    expect(options?.passwordFile).toBe('secret.txt');
    const { users } = withPasswords(
      options as SandboxOptions,
      'ana:a:b c\n\nadmin:\n'
    );
    expect(users.map(({ password }) => password)).toEqual(['', 'a:b c']);
  });

  test.each(['bob:secret', 'secret'])(
    'a line that fits no user is refused, and not repeated: %s',
    line => {
      const options = parseOptions(ARGS) as SandboxOptions;
      expect(() => withPasswords(options, line)).toThrow(/^((?!secret).)*$/);
    }
  );
});
