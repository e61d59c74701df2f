/**
 * The administrator's session manager in Python. The Jupyter server calls it and answers on a socket
 * that only the two processes have: one line of JSON for each call, and one for each answer.
 */
import { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { ILog } from '../log';
import type { Session } from '../session/session-manager';
import { ManagerCalls } from './manager-calls';
import type { WorkerAnswer } from './manager-worker';

export type PythonSessionManagerOptions = {
  /** As in the setting, for messages. */
  name: string;
  /** The descriptor of the socket. */
  fd: number;
  log: ILog;
  timeLimitMs?: number;
};

export class PythonSessionManager {
  private readonly socket: Socket;
  private readonly calls: ManagerCalls;

  constructor(options: PythonSessionManagerOptions) {
    this.calls = new ManagerCalls(options);
    this.socket = new Socket({
      ...{ fd: options.fd, readable: true, writable: true }
    });
    this.socket.on('error', () => undefined);
    createInterface(this.socket).on('line', line => {
      this.calls.take(JSON.parse(line) as WorkerAnswer);
    });
    // The socket does not keep the sidecar running.
    this.socket.unref();
  }

  /** @throws ApiError - `session_manager_not_found`, `_failed`, `_timeout` or `_invalid`. */
  getSession(): Promise<Session> {
    return this.calls.session(call => {
      this.socket.write(`${JSON.stringify(call)}\n`);
    });
  }

  dispose(): void {
    this.socket.destroy();
  }
}
