/** `npm start`: JupyterLab with the extension, on the sandbox database or on your own. */
import { parseArgs } from 'node:util';
import { join, resolve } from 'node:path';
import { SetupError, setUp } from './setup.mjs';
import { ROOT } from './stamps.mjs';

const HELP = `Usage: npm start -- [options]

Sets everything up, starts JupyterLab with jupyterlab-omnisci, and opens the
workspace link. Without your own database, it starts an embedded sandbox.

  --no-browser            print the link, open nothing
  --port N                JupyterLab's port (default: 8888, or the next free one)
  --jupyter-dir DIR       the folder that JupyterLab shows (default: notebooks in the next)
  --state-dir DIR         session, settings and logs (default: .omnisci)

A real OmniSci or HeavyDB in place of the sandbox:
  --host HOST             where it listens
  --database-port N       its port: 6274 (binary), 6278 (http), 6273 (web server), …
  --protocol NAME         binary, http or https (default: http)
  --session-file FILE     a file that holds the ID of a session you opened

  --help                  this text
`;

const say = line => process.stderr.write(`${line}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      'no-browser': { type: 'boolean', default: false },
      port: { type: 'string' },
      'jupyter-dir': { type: 'string' },
      'state-dir': { type: 'string', default: join(ROOT, '.omnisci') },
      host: { type: 'string' },
      'database-port': { type: 'string' },
      protocol: { type: 'string' },
      'session-file': { type: 'string' },
      help: { type: 'boolean', default: false }
    }
  });
  for (const name of ['port', 'database-port']) {
    const value = values[name];
    if (
      value !== undefined &&
      !(/^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= 65535)
    ) {
      throw new SetupError(`--${name} must be a number from 1 to 65535.`);
    }
  }
  const own = ['host', 'database-port', 'session-file'];
  const given = own.filter(name => values[name] !== undefined);
  if (given.length > 0 && given.length < own.length) {
    const missing = own
      .filter(name => values[name] === undefined)
      .map(name => `--${name}`);
    throw new SetupError(
      `To use your own database, add ${missing.join(' and ')}.`
    );
  }
  if (values.protocol !== undefined && given.length === 0) {
    throw new SetupError(
      'Use --protocol together with --host, --database-port and --session-file.'
    );
  }
  return {
    help: values.help,
    port: values.port,
    browser: !values['no-browser'],
    'state-dir': resolve(values['state-dir']),
    'jupyter-dir': resolve(
      values['jupyter-dir'] ?? join(values['state-dir'], 'notebooks')
    ),
    database:
      given.length === 0
        ? null
        : {
            protocol: values.protocol ?? 'http',
            host: values.host,
            port: values['database-port'],
            sessionFile: resolve(values['session-file'])
          }
  };
}

async function main() {
  let options;
  try {
    options = readOptions();
  } catch (error) {
    throw new SetupError(`${error.message}\nSee: npm start -- --help`);
  }
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  await setUp({ lock: 'start', say });
  const { launch } = await import('./launch.mjs');
  await launch({ options, say });
}

main().catch(error => {
  say(error instanceof SetupError ? error.message : error.stack);
  process.exit(1);
});
