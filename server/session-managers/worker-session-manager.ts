/**
 * Runs an admin's session manager in a worker thread. An endless loop, `process.exit` or an
 * uncaught error in it costs one answer, not the sidecar.
 */
import { Worker } from 'node:worker_threads';
import type { ILog } from '../log';
import type { ISessionManager, Session } from '../session/session-manager';
import { type ApiError } from '../errors/api-error';
import { redact } from '../secrets/redact';
import { SessionId } from '../session/session-id';
import { checkSession } from './check-session';
import { managerFault } from './manager-fault';
import type { WorkerAnswer, WorkerCall, WorkerInput } from './manager-worker';

/** For a call of a session manager. */
export const TIME_LIMIT_MS = 5000;
const HEAP_LIMIT_MB = 256;
const OUTPUT_LIMIT = 16_384;

export type WorkerSessionManagerOptions = {
  /** The file that calls `runManagerWorker` when it is run as a worker. */
  workerFile: string;
  input: WorkerInput;
  log: ILog;
  timeLimitMs?: number;
};

type Pending = {
  resolve: (session: unknown) => void;
  reject: (fault: ApiError) => void;
};

export class WorkerSessionManager implements ISessionManager {
  private readonly options: WorkerSessionManagerOptions;
  private readonly name: string;
  private readonly timeLimitMs: number;
  private worker: Worker | null = null;
  private readonly pending = new Map<number, Pending>();
  private calls = 0;
  private lastId: SessionId | null = null;
  private output = '';

  constructor(options: WorkerSessionManagerOptions) {
    this.options = options;
    this.name = options.input.find.name;
    this.timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS;
  }

  async getSession(): Promise<Session> {
    try {
      const session = checkSession(await this.ask(), this.name);
      this.lastId =
        SessionId.parse(session.session?.trim() ?? '') ?? this.lastId;
      return session;
    } finally {
      this.writeOutput();
    }
  }

  async dispose(): Promise<void> {
    const worker = this.worker;
    this.drop(worker, 'session_manager_failed', 'was shut down');
    await worker?.terminate();
  }

  private ask(): Promise<unknown> {
    const worker = (this.worker ??= this.start());
    const call: WorkerCall = { call: ++this.calls };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const seconds = this.timeLimitMs / 1000;
        this.drop(
          worker,
          'session_manager_timeout',
          `did not answer within ${seconds} seconds`
        );
      }, this.timeLimitMs);
      const settle =
        <T>(how: (value: T) => void) =>
        (value: T): void => {
          clearTimeout(timer);
          this.pending.delete(call.call);
          how(value);
        };
      this.pending.set(call.call, {
        resolve: settle(resolve),
        reject: settle(reject)
      });
      worker.postMessage(call);
    });
  }

  private start(): Worker {
    const worker = new Worker(this.options.workerFile, {
      workerData: this.options.input,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_LIMIT_MB },
      stdout: true,
      stderr: true
    });
    for (const stream of [worker.stdout, worker.stderr]) {
      stream.on('data', (text: Buffer) => {
        this.output = (this.output + text.toString()).slice(-OUTPUT_LIMIT);
      });
    }
    worker.on('message', (answer: WorkerAnswer) => this.take(worker, answer));
    worker.on('messageerror', () =>
      this.fail(worker, 'sent a message that cannot be read')
    );
    worker.on('error', error =>
      this.fail(
        worker,
        `failed: ${error instanceof Error ? error.message : ''}`
      )
    );
    worker.on('exit', () => this.fail(worker, 'ended its thread'));
    return worker;
  }

  private take(worker: Worker, answer: WorkerAnswer): void {
    const pending = this.pending.get(answer.call);
    if ('session' in answer) {
      pending?.resolve(answer.session);
      return;
    }
    const { code, message, loading } = answer.fault;
    const what = code === 'session_manager_failed' ? 'failed: ' : '';
    pending?.reject(this.fault(code, `${what}${message}`));
    if (loading) {
      // Node caches modules that failed to load, so the next call starts a new worker.
      this.drop(worker, code, `${what}${message}`);
    }
  }

  private fail(worker: Worker, what: string): void {
    this.drop(worker, 'session_manager_failed', what);
  }

  /** Ends this worker and rejects the calls that wait for it. The next call starts another. */
  private drop(
    worker: Worker | null,
    code: ApiError['code'],
    what: string
  ): void {
    if (worker === null || worker !== this.worker) {
      return;
    }
    this.worker = null;
    for (const { reject } of [...this.pending.values()]) {
      reject(this.fault(code, what));
    }
    void worker.terminate();
  }

  private fault(code: ApiError['code'], what: string): ApiError {
    return managerFault(code, { name: this.name, what, secret: this.lastId });
  }

  /** Output is held back until the call ends, because only then the ID to hide is known. */
  private writeOutput(): void {
    for (const line of this.output.split('\n').filter(Boolean)) {
      this.options.log.info(`session manager: ${redact(line, this.lastId)}`);
    }
    this.output = '';
  }
}
