/** Chooses the configured session manager: the built-in one, or one of the administrator. */
import type { Config } from '../config';
import type { ILog } from '../log';
import type { SessionSource } from '../protocol';
import type { ProcessUser } from '../files/file-exposure';
import { BUILT_IN_MANAGERS } from '../settings/product-names';
import {
  FileSessionManager,
  type FoundSession
} from '../session/file-session-manager';
import { CommandSessionManager } from './command-session-manager';
import { FoundFileManager } from '../session/found-file-manager';
import { EitherSessionManager } from './either-session-manager';
import { PythonSessionManager } from './python-session-manager';
import type { SessionId } from '../session/session-id';
import { WorkerSessionManager } from './worker-session-manager';

export type ChooseOptions = {
  config: Config;
  log: ILog;
  cwd: string;
  user: ProcessUser | null;
  /** The sidecar's own, from which its secrets are taken already. */
  env: NodeJS.ProcessEnv;
  workerFile: string;
  typescriptLoader: string;
};

export type ChosenSessionManager = {
  manager: { getSession(expired?: SessionId): Promise<FoundSession> };
  source: SessionSource;
  dispose: () => Promise<void>;
};

export function chooseSessionManager(
  options: ChooseOptions
): ChosenSessionManager {
  const { config, log } = options;
  const name = config.sessionManager.trim();
  if (BUILT_IN_MANAGERS.includes(name) && config.sessionCommand.length > 0) {
    const manager = new CommandSessionManager({
      argv: config.sessionCommand,
      env: options.env
    });
    return {
      manager,
      source: { kind: 'manager', name: 'session_command' },
      dispose: () => manager.dispose()
    };
  }
  if (BUILT_IN_MANAGERS.includes(name)) {
    const { sessionFile, requirePrivateFile: requirePrivate } = config;
    const shared = { requirePrivate, user: options.user, log };
    const manager =
      sessionFile === ''
        ? new FoundFileManager({
            ...shared,
            candidates: config.sessionFileCandidates
          })
        : new FileSessionManager({ ...shared, sessionFile });
    return {
      manager,
      source: { kind: 'file', path: sessionFile },
      dispose: () => manager.dispose()
    };
  }
  const worker = new WorkerSessionManager({
    workerFile: options.workerFile,
    log,
    input: {
      find: {
        name,
        folders: [options.cwd, ...config.configDirs],
        nodePath: options.env.NODE_PATH ?? '',
        typescriptLoader: options.typescriptLoader
      },
      options: {
        environment: { ...config.environment },
        sessionFile: config.sessionFile
      }
    }
  });
  const manager =
    config.pythonManagerFd === null
      ? worker
      : new EitherSessionManager(
          worker,
          new PythonSessionManager({ name, log, fd: config.pythonManagerFd })
        );
  return {
    manager,
    source: { kind: 'manager', name },
    dispose: () => manager.dispose()
  };
}
