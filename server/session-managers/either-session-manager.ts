/** The administrator's session manager: a JavaScript or TypeScript module, or a Python class. */
import { ApiError } from '../errors/api-error';
import type { PythonSessionManager } from './python-session-manager';
import type { Session } from '../session/session-manager';
import type { WorkerSessionManager } from './worker-session-manager';

export class EitherSessionManager {
  private isPython = false;

  constructor(
    private readonly worker: WorkerSessionManager,
    private readonly python: PythonSessionManager
  ) {}

  /** Where there is neither, the fault says where each was looked for. */
  async getSession(): Promise<Session> {
    if (this.isPython) {
      return await this.python.getSession();
    }
    try {
      return await this.worker.getSession();
    } catch (error) {
      if (!isNotFound(error)) {
        throw error;
      }
      return await this.askPython(error);
    }
  }

  async dispose(): Promise<void> {
    this.python.dispose();
    await this.worker.dispose();
  }

  private async askPython(notFound: ApiError): Promise<Session> {
    try {
      const session = await this.python.getSession();
      this.isPython = true;
      return session;
    } catch (error) {
      if (!isNotFound(error)) {
        this.isPython = true;
        throw error;
      }
      throw new ApiError(notFound.code, `${notFound.message} ${error.message}`);
    }
  }
}

const isNotFound = (error: unknown): error is ApiError =>
  error instanceof ApiError && error.code === 'session_manager_not_found';
