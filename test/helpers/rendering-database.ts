/**
 * A small database that renders: it speaks HeavyDB's Thrift, holds sessions and pictures, and
 * records its calls. What it renders, and what it lacks, a test says.
 */
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import type { Handler } from '../../sandbox/thrift/handler.js';
import { createHttpServer } from '../../sandbox/thrift/http-server.js';
import { MessageProcessor } from '../../sandbox/thrift/message.js';
import { int64 } from '../../sandbox/thrift/runtime.js';
import { until } from './until';

export const PICTURE = Buffer.from('a picture, \0 not text');

export type DatabaseCall = {
  method: string;
  session: string;
  /** After the session. */
  args: unknown[];
};

type Method = (session: string, ...args: never[]) => unknown;

export class RenderingDatabase {
  /** Every call so far. */
  readonly calls: DatabaseCall[] = [];
  readonly sessions = new Set<string>();
  /** Pictures by session and number. */
  private readonly pictures = new Map<string, string>();
  private readonly interrupts = new Map<string, () => void>();
  /** Renders that run now, and the most that ran at once. */
  running = 0;
  mostAtOnce = 0;
  /** What `render_vega` fails with. */
  fault: ((session: string) => string | undefined) | null = null;
  /** True to render until it is interrupted. */
  isEndless = false;
  /** Methods that it does not know. */
  lacks: ReadonlySet<string> = new Set();
  rendering = true;
  /** The row at a pixel; `-1` is none. */
  row: { rowId: number; rowSet: object | null } = { rowId: -1, rowSet: null };

  private constructor(
    readonly port: number,
    private readonly close: () => Promise<void>
  ) {}

  static async start(): Promise<RenderingDatabase> {
    const handler: Record<string, unknown> = {};
    const server = createHttpServer(
      new MessageProcessor(handler as unknown as Handler)
    );
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const database = new RenderingDatabase(
      (server.address() as AddressInfo).port,
      () =>
        new Promise(resolve => {
          server.close(() => resolve());
          server.closeAllConnections();
        })
    );
    Object.assign(handler, database.handler());
    return database;
  }

  logIn(): string {
    const id = randomUUID().replaceAll('-', '');
    this.sessions.add(id);
    return id;
  }

  /** The database forgets a session, as when it was idle too long. */
  expire(session: string): void {
    this.sessions.delete(session);
  }

  of(method: string): DatabaseCall[] {
    return this.calls.filter(call => call.method === method);
  }

  /** Waits until a method was called so often. */
  called(method: string, count = 1): Promise<boolean> {
    return until(
      () => this.of(method).length >= count || null,
      `${method} is called`
    );
  }

  stop(): Promise<void> {
    return this.close();
  }

  private handler(): Record<string, unknown> {
    const methods: Record<string, Method> = {
      disconnect: session => void this.sessions.delete(session),
      clone_session: () => this.logIn(),
      switch_database: () => undefined,
      interrupt: session => this.interrupts.get(session)?.(),
      get_server_status: () => ({
        rendering_enabled: this.rendering,
        poly_rendering_enabled: this.rendering
      }),
      render_vega: (session, widget: unknown, vega: string) =>
        this.render(session, Number(widget), vega),
      get_result_row_for_pixel: (session, widget: unknown) =>
        this.rowOf(session, Number(widget))
    };
    return {
      ...this.asHandler({ get_version: () => '9.0.0' }, false),
      ...this.asHandler(methods, true)
    };
  }

  /** The generated Processor wants as many parameters as the IDL has. */
  private asHandler(
    methods: Record<string, Method>,
    needsSession: boolean
  ): Record<string, unknown> {
    const lengths: Record<string, number> = {
      get_version: 0,
      switch_database: 2,
      interrupt: 2,
      render_vega: 5,
      get_result_row_for_pixel: 7
    };
    return Object.fromEntries(
      Object.entries(methods).map(([method, work]) => {
        const answer = async (
          session: string,
          ...args: never[]
        ): Promise<unknown> => {
          this.calls.push({ method, session, args });
          if (this.lacks.has(method)) {
            throw new Error(`Invalid method name: '${method}'`);
          }
          if (needsSession && !this.sessions.has(session)) {
            throw new Error('Session not valid or expired.');
          }
          return await work(session, ...args);
        };
        const value = lengths[method] ?? 1;
        return [method, Object.defineProperty(answer, 'length', { value })];
      })
    );
  }

  private async render(
    session: string,
    widget: number,
    vega: string
  ): Promise<object> {
    this.running++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.running);
    try {
      // Gives others the time to be rendered at once.
      await new Promise(setImmediate);
      if (this.isEndless) {
        await new Promise<void>((_, reject) => {
          this.interrupts.set(session, () =>
            reject(new Error('Query execution has been interrupted.'))
          );
        });
      }
      const fault = this.fault?.(session);
      if (fault !== undefined) {
        throw new Error(fault);
      }
      this.pictures.set(`${session} ${widget}`, vega);
      return {
        image: PICTURE,
        nonce: '',
        execution_time_ms: int64(12),
        render_time_ms: int64(34),
        total_time_ms: int64(46),
        vega_metadata: '{"resolved":true}'
      };
    } finally {
      this.running--;
    }
  }

  private rowOf(session: string, widget: number): object {
    const { rowId, rowSet } = this.row;
    const isHeld = this.pictures.has(`${session} ${widget}`);
    return {
      pixel: { x: int64(1), y: int64(2) },
      vega_table_name: isHeld && rowId >= 0 ? 'airports' : '',
      table_id: [int64(isHeld ? 5 : -1)],
      row_id: [int64(isHeld ? rowId : -1)],
      row_set: rowSet,
      nonce: ''
    };
  }
}
