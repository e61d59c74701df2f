/**
 * An admin's session manager in Python. The Jupyter server calls it, and answers on a socket that
 * only the two processes have: a line of JSON for each call, and one for each answer.
 */
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { ApiError } from '../errors/api-error';
import type { ILog } from '../log';
import { checkSession } from './check-session';
import { managerFault } from './manager-fault';
import type { WorkerAnswer, WorkerCall } from './manager-worker';
import { SessionId } from '../session/session-id';
import type { Session } from '../session/session-manager';
import { TIME_LIMIT_MS } from './worker-session-manager';

export type PythonSessionManagerOptions = {
  /** As in the setting, for messages. */
  name: string;
  /** The descriptor of the socket. */
  fd: number;
  log: ILog;
  timeLimitMs?: number;
};

type Take = (answer: WorkerAnswer) => void;

export class PythonSessionManager {
  private readonly socket: Socket;
  private readonly pending = new Map<number, Take>();
  private calls = 0;
  private lastId: SessionId | null = null;

  constructor(private readonly options: PythonSessionManagerOptions) {
    this.socket = new Socket({
      ...{ fd: options.fd, readable: true, writable: true }
    });
    this.socket.on('error', () => undefined);
    createInterface(this.socket).on('line', line => {
      const answer = JSON.parse(line) as WorkerAnswer;
      this.pending.get(answer.call)?.(answer);
    });
    // The sidecar does not go on for its sake.
    this.socket.unref();
  }

  /** @throws ApiError - `session_manager_not_found`, `_failed`, `_timeout` or `_invalid`. */
  async getSession(): Promise<Session> {
    const answer = await this.ask();
    if ('fault' in answer) {
      const { code, message } = answer.fault;
      const what = code === 'session_manager_failed' ? 'failed: ' : '';
      throw this.fault(code, `${what}${message}`);
    }
    const session = checkSession(answer.session, this.options.name);
    this.lastId = SessionId.parse(session.session?.trim() ?? '') ?? this.lastId;
    return session;
  }

  dispose(): void {
    this.socket.destroy();
  }

  private ask(): Promise<WorkerAnswer> {
    const { timeLimitMs = TIME_LIMIT_MS } = this.options;
    const call: WorkerCall = { call: ++this.calls };
    return new Promise((resolve, reject) => {
      const end = (): void => {
        clearTimeout(timer);
        this.pending.delete(call.call);
      };
      const timer = setTimeout(() => {
        end();
        const what = `did not answer within ${timeLimitMs / 1000} seconds`;
        reject(this.fault('session_manager_timeout', what));
      }, timeLimitMs);
      this.pending.set(call.call, answer => {
        end();
        resolve(answer);
      });
      this.socket.write(`${JSON.stringify(call)}\n`);
    });
  }

  private fault(code: ApiError['code'], what: string): ApiError {
    const { name } = this.options;
    return managerFault(code, { name, what, secret: this.lastId });
  }
}
