/** Starts database and JupyterLab, prints the link, and makes sure that both end together. */
import {
  chmodSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { logIn } from './log-in.mjs';
import { firstJsonLine, startProcess } from './processes.mjs';
import { SetupError, venvBin } from './setup.mjs';
import { ROOT } from './stamps.mjs';

const START_LIMIT_MS = 60_000;

/** The first query of the workspace: the one that Immerse would hand over with the session. */
const QUERY = `SELECT dep_timestamp, origin, destination, distance, delay
FROM flights
WHERE origin = 'SFO' AND delay > 60
ORDER BY dep_timestamp`;

/** Two databases, and a second user who may use one of them, to try choosing and signing in. */
const DATABASES = ['--database=heavyai', '--database=weather'];
const USERS = ['--user=admin', '--user=ana:weather'];

/** A private folder inside another. */
const folder = (...parts) => {
  const path = join(...parts);
  mkdirSync(path, { recursive: true, mode: 0o700 });
  return path;
};

function writePrivately(path, text) {
  rmSync(path, { force: true });
  writeFileSync(path, text, { mode: 0o600 });
}

/** The last lines of a log. */
const endOf = log =>
  readFileSync(log, 'utf8').trim().split('\n').slice(-15).join('\n');

/** Starts the sandbox and logs in to it; returns the connection and a function to end it. */
async function startSandbox(state) {
  const log = join(state, 'sandbox.log');
  const sandbox = startProcess(
    process.execPath,
    [
      join(ROOT, 'build', 'sandbox.mjs'),
      ...['--http-port=0', '--binary-port=0', `--parent-pid=${process.pid}`],
      ...DATABASES,
      ...USERS
    ],
    {
      stdio: ['ignore', 'pipe', openSync(log, 'w', 0o600)]
    }
  );
  const { httpPort } = await firstJsonLine(sandbox).catch(() => {
    throw new SetupError(`The sandbox database did not start:\n${endOf(log)}`);
  });
  const session = await logIn({
    host: '127.0.0.1',
    port: httpPort,
    user: 'admin',
    password: 'HyperInteractive',
    database: 'heavyai'
  });
  const sessionFile = join(folder(state, 'session'), 'session.json');
  writePrivately(sessionFile, JSON.stringify({ session, query: QUERY }));
  return {
    ...sandbox,
    log,
    database: {
      protocol: 'http',
      host: '127.0.0.1',
      port: String(httpPort),
      sessionFile,
      servers: [
        {
          id: 'sandbox',
          label: 'Sandbox',
          protocol: 'http',
          host: '127.0.0.1',
          port: httpPort,
          username: 'ana',
          database: 'weather'
        }
      ]
    },
    // The ID is worthless once its database has ended; leave no dead credential behind.
    stop: () => {
      rmSync(sessionFile, { force: true });
      return sandbox.stop();
    }
  };
}

/** JupyterLab's configuration, as an admin would write it: one JSON file, and no news pop-up. */
function writeConfig(state, { sessionFile, servers }) {
  const config = folder(state, 'config');
  writeFileSync(
    join(config, 'jupyter_server_config.json'),
    `${JSON.stringify(
      {
        OmniSciSessionManager: { session_file: sessionFile },
        OmniSciConnections: { servers }
      },
      null,
      2
    )}\n`
  );
  writeFileSync(
    join(folder(state, 'config', 'labconfig'), 'page_config.json'),
    `${JSON.stringify({ disabledExtensions: { '@jupyterlab/apputils-extension:announcements': true } })}\n`
  );
  return config;
}

function startJupyter({ options, database, state }) {
  const notebooks = options['jupyter-dir'];
  mkdirSync(notebooks, { recursive: true });
  const runtime = folder(state, 'runtime');
  const log = join(state, 'jupyter.log');
  const jupyter = startProcess(
    venvBin('python'),
    [
      ...['-m', 'jupyterlab', '--no-browser', '--ServerApp.ip=127.0.0.1'],
      `--ServerApp.root_dir=${notebooks}`,
      ...(options.port
        ? [`--ServerApp.port=${options.port}`, '--ServerApp.port_retries=0']
        : []),
      ...(process.getuid?.() === 0 ? ['--allow-root'] : [])
    ],
    {
      cwd: notebooks,
      stdio: ['ignore', openSync(log, 'w', 0o600), openSync(log, 'a', 0o600)],
      env: {
        ...process.env,
        JUPYTER_CONFIG_DIR: writeConfig(state, database),
        JUPYTER_RUNTIME_DIR: runtime,
        JUPYTER_PREFER_ENV_PATH: '1',
        OMNISCI_PROTOCOL: database.protocol,
        OMNISCI_HOST: database.host,
        OMNISCI_PORT: database.port
      }
    }
  );
  return { ...jupyter, log, runtime };
}

/** Waits until Jupyter answers; its runtime file contains address and token. */
async function untilReady({ child, runtime, log, exited }) {
  const runtimeFile = join(runtime, `jpserver-${child.pid}.json`);
  const limit = Date.now() + START_LIMIT_MS;
  let ended = false;
  void exited.then(() => {
    ended = true;
  });
  while (Date.now() < limit && !ended) {
    try {
      const { url, token } = JSON.parse(readFileSync(runtimeFile, 'utf8'));
      const answer = await fetch(new URL('api', url));
      if (answer.ok) {
        return { url, token };
      }
    } catch {
      // Not there yet.
    }
    await pause(50);
  }
  throw new SetupError(
    `JupyterLab ${ended ? 'ended before it was ready' : 'was not ready within a minute'}. Its log, ${log}, ends:\n${endOf(log)}`
  );
}

/** Opens the link through a private page, because every user can read argument lists. */
function openBrowser(link, runtime) {
  const page = join(runtime, 'open.html');
  writePrivately(
    page,
    `<!doctype html><meta http-equiv="refresh" content="0; url=${link}">`
  );
  chmodSync(page, 0o600);
  startProcess(venvBin('python'), ['-m', 'webbrowser', `file://${page}`], {
    stdio: 'ignore'
  });
}

/**
 * Two runs in one folder would overwrite each other's session; returns a function to release the
 * folder.
 */
function claim(state) {
  const file = join(state, 'running.pid');
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    process.kill(owner, 0);
    throw new SetupError(
      `"npm start" is already running here (process ${owner}). Stop it first, or add --state-dir DIR.`
    );
  } catch (error) {
    if (error instanceof SetupError) {
      throw error;
    }
  }
  writePrivately(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/** Runs until JupyterLab ends or a signal arrives; then nothing of it is left. */
export async function launch({ options, say }) {
  const state = folder(options['state-dir']);
  const releaseState = claim(state);
  const running = [];
  let ending = null;
  const end = () => {
    ending ??= (async () => {
      for (const process of running.reverse()) {
        await process.stop();
      }
    })();
    return ending;
  };
  const tellOfEnd = ({ exited, log }, what, remedy) =>
    exited.then(code => {
      // No message for processes that we stop ourselves.
      if (ending === null) {
        const tail = code === 0 ? '' : ` Its log, ${log}, ends:\n${endOf(log)}`;
        say(`${what} ended unexpectedly (${code}). ${remedy}${tail}`);
      }
    });
  const signalled = new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => resolve(signal));
    }
  });

  try {
    let { database } = options;
    if (database === null) {
      say('Starting the sandbox database …');
      const sandbox = await startSandbox(state);
      running.push(sandbox);
      void tellOfEnd(
        sandbox,
        'The sandbox database',
        'JupyterLab keeps running without it. Save your work, press Ctrl-C, and run "npm start" again.'
      );
      ({ database } = sandbox);
    }
    say('Starting JupyterLab …');
    const jupyter = startJupyter({ options, database, state });
    running.push(jupyter);
    const ready = await Promise.race([
      untilReady(jupyter),
      signalled.then(() => null)
    ]);
    if (ready) {
      void tellOfEnd(
        jupyter,
        'JupyterLab',
        'Run "npm start" to start it again.'
      );
      const link = `${ready.url}lab?token=${ready.token}&omnisci&reset`;
      process.stdout.write(`Ready: ${link}\n`);
      if (options.browser) {
        openBrowser(link, jupyter.runtime);
      }
      await Promise.race([jupyter.exited, signalled]);
    }
  } finally {
    await end();
    releaseState();
  }
  process.exit(0);
}
