/**
 * Runs the administrator's session manager in a worker thread. An endless loop, `process.exit` or an
 * uncaught error in it costs one answer, not the sidecar.
 */
import { Worker } from 'node:worker_threads';
import type { ILog } from '../log';
import type { ISessionManager, Session } from '../session/session-manager';
import { redact } from '../secrets/redact';
import { ManagerCalls, type ManagerError } from './manager-calls';
import type { WorkerAnswer, WorkerInput } from './manager-worker';

const HEAP_LIMIT_MB = 256;
const OUTPUT_LIMIT = 16_384;

export type WorkerSessionManagerOptions = {
  /** The file that calls `runManagerWorker` when it is run as a worker. */
  workerFile: string;
  input: WorkerInput;
  log: ILog;
  timeLimitMs?: number;
};

export class WorkerSessionManager implements ISessionManager {
  private readonly calls: ManagerCalls;
  private worker: Worker | null = null;
  private output = '';

  constructor(private readonly options: WorkerSessionManagerOptions) {
    const { input, timeLimitMs } = options;
    this.calls = new ManagerCalls({ name: input.find.name, timeLimitMs });
  }

  /** @throws ApiError - `session_manager_not_found`, `_failed`, `_timeout` or `_invalid`. */
  async getSession(): Promise<Session> {
    const worker = (this.worker ??= this.start());
    try {
      return await this.calls.session(
        call => worker.postMessage(call),
        late => this.drop(worker, late)
      );
    } finally {
      this.writeOutput();
    }
  }

  async dispose(): Promise<void> {
    const worker = this.worker;
    this.fail(worker, 'was shut down');
    await worker?.terminate();
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
    const error = this.calls.take(answer);
    if (error && 'fault' in answer && answer.fault.loading) {
      // Node caches modules that failed to load, so the next call starts a new worker.
      this.drop(worker, error);
    }
  }

  private fail(worker: Worker | null, message: string): void {
    this.drop(worker, { code: 'session_manager_failed', message });
  }

  /** Ends this worker and rejects the calls that wait for it. The next call starts another. */
  private drop(worker: Worker | null, error: ManagerError): void {
    if (worker === null || worker !== this.worker) {
      return;
    }
    this.worker = null;
    this.calls.rejectAll(error);
    void worker.terminate();
  }

  /** Output is held back until the call ends, because the ID to hide is known only then. */
  private writeOutput(): void {
    for (const line of this.output.split('\n').filter(Boolean)) {
      this.options.log.info(
        `session manager: ${redact(line, this.calls.lastId)}`
      );
    }
    this.output = '';
  }
}
