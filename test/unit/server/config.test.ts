import { expect, test } from 'vitest';
import {
  ConfigError,
  describeSettings,
  loadConfig
} from '../../../server/config';

const load = (config: object, env = {}, args: string[] = ['--socket', '/s']) =>
  loadConfig(
    { JUPYTERLAB_OMNISCI_CONFIG: JSON.stringify(config), ...env },
    args
  );

test('has the defaults of 2020', () => {
  expect(loadConfig({}, ['--socket', '/s'])).toMatchObject({
    socket: '/s',
    listenPort: null,
    environment: {
      protocol: 'OMNISCI_PROTOCOL',
      host: 'OMNISCI_HOST',
      port: 'OMNISCI_PORT'
    },
    sessionFile: '',
    sessionManager: '',
    exposeSessionId: true,
    timeLimits: {
      connectMs: 5000,
      answerMs: 10_000,
      idleMs: 30_000,
      queryMs: 3_600_000
    }
  });
});

test('takes arguments over variables over the JSON of the shim', () => {
  const config = {
    sessionFile: '/json',
    host: 'JSON_HOST',
    baseUrl: '/user/me/'
  };
  const env = {
    JUPYTERLAB_OMNISCI_SESSION_FILE: '/env',
    JUPYTERLAB_OMNISCI_HOST_VARIABLE: 'ENV_HOST'
  };
  const args = ['--socket', '/s', '--session-file', '/arg'];
  expect(load(config, env, args)).toMatchObject({
    sessionFile: '/arg',
    environment: { host: 'ENV_HOST' },
    baseUrl: '/user/me/'
  });
});

test('is frozen to its depths', () => {
  const config = load({ configDirs: ['/a'] });
  expect(Object.isFrozen(config)).toBe(true);
  expect(Object.isFrozen(config.environment)).toBe(true);
  expect(Object.isFrozen(config.configDirs)).toBe(true);
});

test.each([
  [{ port: '' }, /port/],
  [{ host: 'A=B' }, /host/],
  [{ sessionFile: 3 }, /sessionFile/],
  [{ configDirs: [1] }, /configDirs/],
  [{ misspelt: 1 }, /misspelt/],
  [{ idleTimeout: 0 }, /idleTimeout.*seconds/],
  [{ queryTimeout: 'long' }, /queryTimeout.*seconds/],
  [{ exposeSessionId: 'no' }, /exposeSessionId|true or false/]
])('refuses %j', (config, says) => {
  expect(() => load(config)).toThrow(ConfigError);
  expect(() => load(config)).toThrow(says);
});

test('false is false in every way of writing it', () => {
  expect(load({ exposeSessionId: false }).exposeSessionId).toBe(false);
  expect(
    load({}, { JUPYTERLAB_OMNISCI_EXPOSE_SESSION_ID: 'False' }).exposeSessionId
  ).toBe(false);
  expect(
    load({}, {}, ['--socket', '/s', '--no-expose-session-id']).exposeSessionId
  ).toBe(false);
});

test('does not repeat configuration that is no JSON', () => {
  const broken = { JUPYTERLAB_OMNISCI_CONFIG: '{"secret-looking' };
  expect(() => loadConfig(broken, ['--socket', '/s'])).toThrow(
    /^(?!.*secret-looking)/
  );
});

test('describes each setting, and no secret argument', () => {
  const help = describeSettings();
  expect(help).toContain('--session-manager');
  expect(help).not.toContain('--secret');
});
