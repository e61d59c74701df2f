import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Config,
  CONFIG_VARIABLE,
  ConfigError,
  loadConfig,
  SECRET_VARIABLE
} from '../../../server/config';
import { runs } from '../../helpers/fuzz';

const SECRET = 'canary-of-the-secret';
const KEYS = [
  ...['socket', 'listenPort', 'parentPid', 'protocol', 'host', 'port'],
  ...['sessionFile', 'requirePrivateFile', 'sessionManager', 'baseUrl'],
  ...['exposeSessionId', 'maxResultBytes', 'connectTimeout', 'configDirs'],
  ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'misspelt']
];
const ARGUMENTS = [
  ...['--socket', '--port', '--parent-pid', '--session-file', '--config-dirs'],
  ...['--require-private-file', '--no-expose-session-id', '--no-session-file'],
  ...['--', '-', '--=', '--__proto__', '--constructor=1', '--no-', '--secret']
];

const number = fc.oneof(fc.nat(70_000), fc.double(), fc.constant(2 ** 53));
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom(
    '',
    'true',
    'False',
    '6278x',
    '1e3',
    '0x10',
    '/s',
    ' ',
    'A=B'
  ),
  number.map(String)
);
const json = fc.oneof(
  words,
  number,
  fc.boolean(),
  fc.constant(null),
  fc.array(words, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom(...KEYS), words, { maxKeys: 2 })
);
const settings = fc.oneof(
  fc
    .dictionary(fc.constantFrom(...KEYS), json, { maxKeys: 6 })
    .map(settings => JSON.stringify(settings)),
  fc.json(),
  words
);
const variables = fc.dictionary(
  fc
    .constantFrom('LISTEN_PORT', 'PARENT_PID', 'SESSION_FILE', 'CONFIG_DIRS')
    .map(name => `JUPYTERLAB_OMNISCI_${name}`),
  words,
  { maxKeys: 4 }
);
const args = fc.array(
  fc.oneof(
    fc.constantFrom(...ARGUMENTS),
    words,
    fc
      .tuple(fc.constantFrom(...ARGUMENTS), words)
      .map(([name, value]) => `${name}=${value}`)
  ),
  { maxLength: 6 }
);

/** The configuration, or the one kind of error that there is. */
function load(env: NodeJS.ProcessEnv, args: string[]): Config | ConfigError {
  try {
    return loadConfig({ ...env, [SECRET_VARIABLE]: SECRET }, args);
  } catch (error) {
    if (error instanceof ConfigError) {
      return error;
    }
    throw error;
  }
}

test('whatever is written is a configuration that makes sense, or one sentence', () => {
  fc.assert(
    fc.property(settings, variables, args, (told, env, args) => {
      const config = load({ ...env, [CONFIG_VARIABLE]: told }, args);
      if (config instanceof ConfigError) {
        expect(config.message).toMatch(/\S/);
        expect(config.message).not.toContain(SECRET);
        expect(config.message).not.toContain('\n');
        return;
      }
      const { listenPort, parentPid, environment, socket } = config;
      expect(socket !== '' || listenPort !== null).toBe(true);
      for (const [value, highest] of [
        [listenPort, 65_535],
        [parentPid, 2 ** 31 - 1]
      ] as const) {
        expect(value === null || (value >= 0 && value <= highest)).toBe(true);
      }
      for (const name of Object.values(environment)) {
        expect(name).toMatch(/^[^=\0]+$/);
      }
      expect(typeof config.sessionFile).toBe('string');
      expect(typeof config.requirePrivateFile).toBe('boolean');
      expect(typeof config.exposeSessionId).toBe('boolean');
      expect(config.configDirs.every(dir => typeof dir === 'string')).toBe(
        true
      );
      expect(Object.isFrozen(config) && Object.isFrozen(environment)).toBe(
        true
      );
      expect(Object.keys(Object.prototype)).toEqual([]);
    }),
    { numRuns: runs(500) }
  );
});

test('a text is taken as it is written, as JSON, variable and argument', () => {
  const text = fc.string({ unit: 'binary' }).filter(text => !/\0/.test(text));
  fc.assert(
    fc.property(text, text => {
      const json = { [CONFIG_VARIABLE]: JSON.stringify({ sessionFile: text }) };
      const env = { JUPYTERLAB_OMNISCI_SESSION_FILE: text };
      const socket = '--socket=/s';
      const files = [
        load(json, [socket]),
        load(env, [socket]),
        load({}, [socket, `--session-file=${text}`]),
        // What begins like an argument can only be written with "=".
        load({}, [socket, '--session-file', text.replace(/^--/, '')])
      ].map(config => 'sessionFile' in config && config.sessionFile);
      expect(files).toEqual([text, text, text, text.replace(/^--/, '')]);
    }),
    // convict's own reading of arguments makes numbers of what looks like one.
    {
      numRuns: runs(300),
      examples: [['1e3'], ['007'], ['0x10'], ['true'], [''], ['a\nb']]
    }
  );
});

test('an argument wins over a variable, and that over the JSON of the shim', () => {
  const three = fc.uniqueArray(fc.stringMatching(/^[^\0]{1,20}$/), {
    minLength: 3,
    maxLength: 3
  });
  fc.assert(
    fc.property(three, fc.boolean(), fc.boolean(), (texts, asEnv, asArg) => {
      const [told, env, arg] = texts as [string, string, string];
      const config = load(
        {
          [CONFIG_VARIABLE]: JSON.stringify({
            sessionFile: told,
            socket: '/s'
          }),
          ...(asEnv && { JUPYTERLAB_OMNISCI_SESSION_FILE: env })
        },
        asArg ? [`--session-file=${arg}`] : []
      );
      expect(config).toMatchObject({
        sessionFile: asArg ? arg : asEnv ? env : told
      });
    }),
    { numRuns: runs(200) }
  );
});
