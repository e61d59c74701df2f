/**
 * A real sidecar in front of a real sandbox, with a fault proxy between, over each protocol; and
 * the outcome of a query through it, as the browser sees it.
 */
import { tableToIPC } from 'apache-arrow';
import { expect } from 'vitest';
import { SidecarError } from '../../src/sidecar/sidecar-error';
import { queryAsBrowser } from './browser-query';
import { FaultProxy, type Toxic } from './fault-proxy';
import { webPage } from './message-toxics';
import type { ISandbox } from './sandbox';
import { type ISidecar, sessionFile, startSidecar } from './sidecar';

export const WAYS = ['http-json', 'http-binary', 'tcp-binary'] as const;
export type Way = (typeof WAYS)[number];

export type Statement = { method: string; sql: string };

/** Both calls that return rows, each with a statement that needs it. */
export const ROWS = [
  {
    method: 'sql_execute_df',
    /** The number makes statements distinguishable. */
    sql: (number: number): string =>
      `SELECT * FROM flights LIMIT 60 OFFSET ${1000 + number}`
  },
  {
    method: 'sql_execute',
    // WIRE refuses geometry.
    sql: (number: number): string =>
      `SELECT iata, city, location FROM airports LIMIT 40 OFFSET ${1000 + number}`
  }
] as const;

/** Short, so that no test waits long, but long enough for a busy machine. */
export const SECONDS = { connect: 2, answer: 4, idle: 1.5, query: 3 };

export type FaultyDatabaseOptions = {
  way: Way;
  sandbox: ISandbox;
  config?: Record<string, unknown>;
};

export type Outcome = {
  /** `rows` if all rows arrived. */
  code: string;
  message: string;
  ms: number;
  rows: Buffer;
};

export class FaultyDatabase {
  private readonly poisoned = new Map<
    string,
    { method: string; toxics: Toxic[] }
  >();

  private constructor(
    way: Way,
    readonly proxy: FaultProxy,
    readonly sidecar: ISidecar,
    readonly session: string
  ) {
    proxy.toxics = ({ method, bytes }) => {
      if (way === 'http-json' && !bytes.includes('[1,"')) {
        // A JSON server only reveals itself to a binary call.
        return [webPage(406, '<html>No.</html>')];
      }
      for (const [sql, poison] of this.poisoned) {
        if (poison.method === method && bytes.includes(sql)) {
          return poison.toxics;
        }
      }
      return [];
    };
  }

  static async start({
    way,
    sandbox,
    config
  }: FaultyDatabaseOptions): Promise<FaultyDatabase> {
    const isTcp = way === 'tcp-binary';
    const proxy = await FaultProxy.start(
      isTcp ? sandbox.binaryPort : sandbox.httpPort
    );
    const session = await sandbox.logIn();
    const sidecar = await startSidecar({
      config: {
        sessionFile: await sessionFile(session),
        connectTimeout: SECONDS.connect,
        answerTimeout: SECONDS.answer,
        idleTimeout: SECONDS.idle,
        queryTimeout: SECONDS.query,
        ...config
      },
      env: {
        OMNISCI_PROTOCOL: isTcp ? 'binary' : 'http',
        OMNISCI_HOST: '127.0.0.1',
        OMNISCI_PORT: String(proxy.port)
      }
    });
    return new FaultyDatabase(way, proxy, sidecar, session);
  }

  /** Applies these toxics to the answer to this method with this statement. */
  poison({ method, sql }: Statement, ...toxics: Toxic[]): void {
    this.poisoned.set(sql, { method, toxics });
  }

  heal({ sql }: Statement): void {
    this.poisoned.delete(sql);
  }

  /** Runs one statement to its end, whatever it is. */
  async query(sql: string): Promise<Outcome> {
    const started = performance.now();
    const { code, message, rows } = await queryAsBrowser(
      this.sidecar.socketPath,
      sql
    ).then(
      ({ table }) => ({
        code: 'rows',
        message: '',
        rows: Buffer.from(table ? tableToIPC(table.arrow, 'stream') : [])
      }),
      (error: unknown) => ({ ...told(error), rows: Buffer.alloc(0) })
    );
    return { code, message, rows, ms: performance.now() - started };
  }

  /** The sidecar is alive, has not revealed the session, and serves again at once. */
  async expectHealed(statement: Statement): Promise<void> {
    this.heal(statement);
    expect((await this.query(statement.sql)).code).toBe('rows');
    expect(this.sidecar.log().includes(this.session)).toBe(false);
    expect(this.sidecar.log()).not.toMatch(
      /Unexpected error|stops because of an error/
    );
  }

  async stop(): Promise<void> {
    await this.sidecar.stop();
    await this.proxy.stop();
  }
}

function told(error: unknown): { code: string; message: string } {
  if (error instanceof SidecarError) {
    return { code: error.code, message: error.message };
  }
  throw error;
}
