/** Chooses the configured session manager: the built-in one, or one of the admin's. */
import type { Config } from '../config';
import type { ILog } from '../log';
import type { SessionSource } from '../protocol';
import type { ProcessUser } from '../files/file-exposure';
import { BUILT_IN_MANAGERS } from '../settings/product-names';
import { FileSessionManager, type FoundSession } from './file-session-manager';
import { FoundFileManager } from './found-file-manager';
import { WorkerSessionManager } from './worker-session-manager';

export type ChooseOptions = {
  config: Config;
  log: ILog;
  cwd: string;
  user: ProcessUser | null;
  nodePath: string;
  workerFile: string;
  typescriptLoader: string;
};

export type ChosenSessionManager = {
  manager: { getSession(): Promise<FoundSession> };
  source: SessionSource;
  dispose: () => Promise<void>;
};

export function chooseSessionManager(
  options: ChooseOptions
): ChosenSessionManager {
  const { config, log } = options;
  const name = config.sessionManager.trim();
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
  const manager = new WorkerSessionManager({
    workerFile: options.workerFile,
    log,
    input: {
      find: {
        name,
        folders: [options.cwd, ...config.configDirs],
        nodePath: options.nodePath,
        typescriptLoader: options.typescriptLoader
      },
      options: {
        environment: { ...config.environment },
        sessionFile: config.sessionFile
      }
    }
  });
  return {
    manager,
    source: { kind: 'manager', name },
    dispose: () => manager.dispose()
  };
}
