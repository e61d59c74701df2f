/**
 * The process: arguments, environment, listening, signals, the end. No other file touches
 * `process`. The same bundle is the worker thread of the administrator's session manager.
 */
import { dirname, join } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import {
  CONFIG_VARIABLE,
  ConfigError,
  describeSettings,
  loadConfig,
  SECRET_VARIABLE
} from './config';
import { writeEvents } from './events/write-events';
import { createLog } from './log';
import type { SidecarOptions } from './sidecar';
import { LOG_FORMAT_VARIABLE } from './settings/schema';

/** 128 and the number of the signal, as shells have it. */
const EXIT = {
  failed: 1,
  softwareFault: 70,
  hangup: 129,
  interrupted: 130,
  terminated: 143
};
/** As in the shim's confinement.py, which keeps them from us; a sidecar run by hand has them. */
const CREDENTIAL =
  /^(JUPYTER|JPY|CONFIGPROXY)\w*(TOKEN|SECRET|PASSWORD|PWD|KEY)$/;
const FAREWELL_MS = 2000;
const PARENT_POLL_MS = 500;
/** So that a supervisor that restarts at once does not do it ten times a second. */
const FATAL_PAUSE_MS = 1000;

// The stubs that Apache's compiler makes, and its library, say `new Buffer`.
process.noDeprecation = true;
if (isMainThread) {
  void main();
} else {
  void import('./session-managers/manager-worker').then(worker =>
    worker.runManagerWorker()
  );
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    process.stdout.write(describeSettings());
    return;
  }
  // Not from the configuration: what is wrong with that is logged, too.
  const isJson = process.env[LOG_FORMAT_VARIABLE] === 'json';
  const format = isJson ? 'json' : 'text';
  const log = createLog(process.stderr, format);
  const events = writeEvents(process.stderr, format);
  try {
    await start(args, { log, events });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const what =
      error instanceof ConfigError ? 'is misconfigured' : 'cannot start';
    log.error(`The sidecar ${what}: ${reason}`);
    setTimeout(() => process.exit(EXIT.failed), FATAL_PAUSE_MS);
  }
}

async function start(
  args: string[],
  { log, events }: Pick<SidecarOptions, 'log' | 'events'>
): Promise<void> {
  // Node's own answer is to open a debugger on a port that every user of the machine can reach.
  process.on('SIGUSR1', () => log.warn('SIGUSR1 does not open a debugger.'));
  const config = loadConfig(process.env, args);
  forgetSecrets(process.env);
  process.umask(0o077);
  const { buildSidecar } = await import('./sidecar');
  const { listen, removeSocket } = await import('./http/listen');
  const { server, dispose } = buildSidecar({
    config,
    log,
    events,
    env: process.env,
    cwd: process.cwd(),
    user: userOf(process),
    workerFile: __filename,
    typescriptLoader: join(dirname(__filename), 'jiti/lib/jiti.cjs')
  });

  let isEnding = false;
  const end = (code: number): void => {
    if (isEnding) {
      return;
    }
    isEnding = true;
    const exit = (): void => {
      removeSocket(config.socket);
      leave(code);
    };
    setTimeout(exit, FAREWELL_MS);
    server.close();
    server.closeAllConnections();
    dispose().then(exit, exit);
  };
  process.on('uncaughtException', error => {
    log.error('The sidecar stops because of an error.', error);
    removeSocket(config.socket);
    leave(EXIT.softwareFault);
  });
  process.on('SIGTERM', () => end(EXIT.terminated));
  process.on('SIGHUP', () => end(EXIT.hangup));
  // A terminal sends ^C to the whole group; Jupyter asks its user first, and ends us when it ends.
  process.on('SIGINT', () => config.parentPid ?? end(EXIT.interrupted));
  if (config.parentPid !== null) {
    watchParent(config.parentPid, () => end(EXIT.hangup));
  }

  const address = await listen(server, {
    socket: config.socket,
    port: config.listenPort
  });
  log.info(`Listening on ${address}`);
}

/** A file system that hangs keeps a thread, which `exit` waits for; SIGKILL waits for nothing. */
function leave(code: number): void {
  const pending = process.getActiveResourcesInfo();
  if (pending.some(resource => resource.startsWith('FSReq'))) {
    process.kill(process.pid, 'SIGKILL');
  }
  process.exit(code);
}

/** The user whose permissions count when a file is opened; null on Windows. */
function userOf({ geteuid, getegid, getgroups }: NodeJS.Process) {
  return geteuid && getegid && getgroups
    ? { uid: geteuid(), gid: getegid(), groups: getgroups() }
    : null;
}

/** Neither a session manager nor a core dump should find them. */
function forgetSecrets(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(env)) {
    if (
      name === CONFIG_VARIABLE ||
      name === SECRET_VARIABLE ||
      CREDENTIAL.test(name)
    ) {
      delete env[name];
    }
  }
}

/** POSIX gives an orphan a new parent; elsewhere, and through a wrapper, only the ID can be asked. */
function watchParent(pid: number, onGone: () => void): void {
  const isDirect = process.platform !== 'win32' && process.ppid === pid;
  const isGone = (): boolean => {
    if (isDirect) {
      return process.ppid !== pid;
    }
    try {
      process.kill(pid, 0);
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ESRCH';
    }
  };
  setInterval(() => isGone() && onGone(), PARENT_POLL_MS).unref();
}
