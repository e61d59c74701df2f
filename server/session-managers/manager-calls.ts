/** Calls of a session manager in another thread or process, and their answers in time. */
import type { ApiError } from '../errors/api-error';
import { SessionId } from '../session/session-id';
import type { Session } from '../session/session-manager';
import { checkSession } from './check-session';
import { managerFault } from './manager-fault';
import type { WorkerAnswer, WorkerCall } from './manager-worker';

/** For a call of a session manager. */
const TIME_LIMIT_MS = 5000;

export type ManagerCallsOptions = {
  /** As in the setting, for messages. */
  name: string;
  timeLimitMs?: number;
};

/** Why there is no session; the message continues "The session manager …". */
export type ManagerError = { code: ApiError['code']; message: string };

type Waiting = {
  resolve: (session: unknown) => void;
  reject: (error: ApiError) => void;
};

export class ManagerCalls {
  private readonly waiting = new Map<number, Waiting>();
  private count = 0;
  private id: SessionId | null = null;

  constructor(private readonly options: ManagerCallsOptions) {}

  /** The last session ID, which texts of the manager may contain. */
  get lastId(): SessionId | null {
    return this.id;
  }

  /**
   * Sends a call, and returns the session of its answer.
   *
   * @param onTimeout - called when the answer is late, before the call is rejected.
   * @throws ApiError - `session_manager_not_found`, `_failed`, `_timeout` or `_invalid`.
   */
  async session(
    send: (call: WorkerCall) => void,
    onTimeout?: (error: ManagerError) => void
  ): Promise<Session> {
    const answer = await this.answer(send, onTimeout);
    const session = checkSession(answer, this.options.name);
    this.id = SessionId.parse(session.session?.trim() ?? '') ?? this.id;
    return session;
  }

  /**
   * Call it for each answer. An answer that is too late has no effect.
   *
   * @returns the error that the manager answered, or null.
   */
  take(answer: WorkerAnswer): ManagerError | null {
    const waiting = this.waiting.get(answer.call);
    if ('session' in answer) {
      waiting?.resolve(answer.session);
      return null;
    }
    const { code, message } = answer.fault;
    const what = code === 'session_manager_failed' ? 'failed: ' : '';
    const error = { code, message: `${what}${message}` };
    waiting?.reject(this.apiError(error));
    return error;
  }

  /** Rejects all calls that wait. */
  rejectAll(error: ManagerError): void {
    for (const { reject } of [...this.waiting.values()]) {
      reject(this.apiError(error));
    }
  }

  private answer(
    send: (call: WorkerCall) => void,
    onTimeout?: (error: ManagerError) => void
  ): Promise<unknown> {
    const { timeLimitMs = TIME_LIMIT_MS } = this.options;
    const call = ++this.count;
    return new Promise((resolve, reject) => {
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          this.waiting.delete(call);
          how(value);
        };
      const waiting = { resolve: settle(resolve), reject: settle(reject) };
      const timer = setTimeout(() => {
        const late: ManagerError = {
          code: 'session_manager_timeout',
          message: `did not answer within ${timeLimitMs / 1000} seconds`
        };
        onTimeout?.(late);
        waiting.reject(this.apiError(late));
      }, timeLimitMs);
      this.waiting.set(call, waiting);
      send({ call });
    });
  }

  private apiError({ code, message }: ManagerError): ApiError {
    const { name } = this.options;
    return managerFault(code, { name, what: message, secret: this.id });
  }
}
