/**
 * Has pictures drawn by a thread, one after another, so that the sandbox answers meanwhile. The
 * thread starts with the first picture. It is ended where a picture takes too long or is
 * interrupted; what it kept of earlier pictures is lost then, and their hit tests find nothing.
 */
import { Worker } from 'node:worker_threads';
import { DatabaseError, messages } from '../errors.js';
import type {
  Drawn,
  DrawRequest,
  Picked,
  PickRequest,
  RenderReply,
  RenderRequest
} from './messages.js';
import { specificationError } from './specification-error.js';

type Job = {
  session: string;
  request: RenderRequest;
  resolve(reply: RenderReply): void;
  reject(error: Error): void;
};

export type RendererOptions = {
  /** How long one picture may take. */
  mostSeconds?: number;
  /** The thread's program. */
  program?: URL;
};

export class Renderer {
  constructor({
    mostSeconds = 60,
    program = new URL('./sandbox-render.mjs', import.meta.url)
  }: RendererOptions = {}) {
    this._mostSeconds = mostSeconds;
    this._program = program;
  }

  /** @throws DatabaseError in HeavyDB's words where the specification is at fault */
  async draw(
    session: string,
    request: Omit<DrawRequest, 'kind'>
  ): Promise<Drawn> {
    const reply = await this._ask(session, { kind: 'draw', ...request });
    if ('error' in reply) {
      throw specificationError(reply.error);
    }
    return (reply as { drawn: Drawn }).drawn;
  }

  async pick(
    session: string,
    request: Omit<PickRequest, 'kind'>
  ): Promise<Picked> {
    const reply = await this._ask(session, { kind: 'pick', ...request });
    return (reply as { picked: Picked }).picked;
  }

  /** Rejects what is drawn for a session, and what waits. */
  interrupt(session: string): void {
    const error = new DatabaseError(messages.interrupted);
    const waiting = this._queue.filter(job => job.session === session);
    this._queue = this._queue.filter(job => job.session !== session);
    for (const job of waiting) {
      job.reject(error);
    }
    if (this._current?.session === session) {
      this._abandon(error);
    }
  }

  close(): void {
    this._abandon(new DatabaseError(messages.interrupted));
  }

  private _ask(session: string, request: RenderRequest): Promise<RenderReply> {
    return new Promise((resolve, reject) => {
      this._queue.push({ session, request, resolve, reject });
      this._next();
    });
  }

  private _next(): void {
    const job = this._current ? undefined : this._queue.shift();
    if (!job) {
      return;
    }
    this._current = job;
    this._watchdog = setTimeout(() => {
      this._abandon(
        new DatabaseError(messages.renderTooLong(this._mostSeconds))
      );
    }, this._mostSeconds * 1000);
    this._worker ??= this._start();
    this._worker.postMessage(job.request);
  }

  private _start(): Worker {
    const worker = new Worker(this._program);
    worker.unref();
    worker.on('message', (reply: RenderReply) => {
      this._finish()?.resolve(reply);
      this._next();
    });
    worker.on('error', error => {
      if (this._worker === worker) {
        this._abandon(new DatabaseError(`Rendering failed: ${error.message}`));
      }
    });
    return worker;
  }

  /** Ends the thread, and with it what it draws. */
  private _abandon(error: Error): void {
    void this._worker?.terminate();
    this._worker = undefined;
    this._finish()?.reject(error);
    this._next();
  }

  private _finish(): Job | undefined {
    clearTimeout(this._watchdog);
    const job = this._current;
    this._current = undefined;
    return job;
  }

  private readonly _mostSeconds: number;
  private readonly _program: URL;
  private _worker: Worker | undefined;
  private _current: Job | undefined;
  private _queue: Job[] = [];
  private _watchdog: NodeJS.Timeout | undefined;
}
