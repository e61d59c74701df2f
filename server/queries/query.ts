/** One query from its start to its last page, with its cancellation. Knows no HTTP. */
import type { Connection } from '../connections/connection';
import type { StatementEffect } from '../../src/sql/statement-kind';
import { withClone } from '../connections/with-clone';
import type { CancelReply, QueryRequest, QuerySummary } from '../protocol';
import type { DatabaseClient } from '../database/database-client';
import { badAnswer } from '../transport/network-error';
import type { IRows } from '../database/rows';
import type { Clone } from '../database/session-clones';
import type { Statements } from '../database/statements';
import { ApiError } from '../errors/api-error';
import { deferred } from './deferred';
import { interruptQuery } from './interruption';
import type { Digests } from '../arrow/digest';
import type { Page, PageMemory } from './page';
import { PageMaker } from './page-maker';
import { PageWindow } from './page-window';
import { permittedEffect } from './permitted-effect';

const CANCELLED: Readonly<Record<CancelReply['outcome'], string>> = {
  interrupted: 'The query was cancelled. The database was asked to stop it.',
  abandoned:
    'The query was cancelled here, but the database could not be asked to stop it. It may still run there.',
  finished: 'The query was cancelled. The database had already finished it.'
};

export type QueryServices = {
  database: Pick<DatabaseClient, 'interrupt'>;
  statements: Pick<Statements, 'execute'>;
  digests: Digests;
  /** Of the pages of all queries. */
  memory: PageMemory;
  /** Maximum number of bytes of a result. */
  maxBytes: number;
  /** Maximum number of rows of a result, whatever its request says; `null` for no limit. */
  maxRows: number | null;
};

export type QueryOptions = QueryServices & {
  connection: Connection;
  request: QueryRequest;
};

/** How a query ended; rows that were read count, whether or not their caller fetched them. */
export type QueryOutcome = { summary: QuerySummary } | { error: unknown };

export class Query {
  /** What the statement may change. */
  private readonly effect: StatementEffect;
  private readonly maker = deferred<PageMaker>();
  private readonly window = new PageWindow({
    maker: this.maker.promise,
    onLastMade: summary => {
      this.result.resolve({ summary });
      this.done.resolve();
    },
    onRead: () => this.inactive.resolve(),
    onError: error => this.fail(error)
  });
  /** Resolves when nothing more is needed from the database. */
  private readonly done = deferred<void>();
  private readonly inactive = deferred<void>();
  private readonly result = deferred<QueryOutcome>();
  private readonly failed = new AbortController();
  private ended: Promise<void> = Promise.resolve();
  private readonly giveUp = new AbortController();
  private clone: Clone | null = null;
  private rows: IRows | null = null;
  /** True once the statement was sent in a way that can change data. */
  private mayHaveWritten = false;
  private cancelling: Promise<CancelReply> | null = null;
  private hasFailed = false;

  /** @throws ApiError - if the statement must not run; see {@link permittedEffect}. */
  constructor(private readonly options: QueryOptions) {
    this.effect = permittedEffect(options.request, options.connection);
  }

  get connection(): Connection {
    return this.options.connection;
  }

  get id(): string {
    return this.options.request.id;
  }

  /** True for the same request on the same connection, such as one that is sent again. */
  isSameAs({ options: { connection, request } }: Query): boolean {
    const own = this.options.request;
    return (
      connection === this.connection &&
      request.sql === own.sql &&
      request.rowLimit === own.rowLimit
    );
  }

  /** Resolves when all rows were read, or when it failed. Never rejects. */
  get outcome(): Promise<QueryOutcome> {
    return this.result.promise;
  }

  /** Aborted when the query has failed or was cancelled, even before it started. */
  get signal(): AbortSignal {
    return this.failed.signal;
  }

  /** Runs the query. Resolves when it is no longer active, and never rejects. Call it once. */
  begin(): Promise<void> {
    this.ended = this.run().catch((error: unknown) => this.fail(error));
    return this.inactive.promise;
  }

  /** False once the query has failed, or its last page was requested by a caller with all before. */
  get isActive(): boolean {
    return !this.hasFailed && !this.window.isRead;
  }

  /** Bytes held for a caller that asks again, after the query stopped being active. */
  get heldBytes(): number {
    return this.hasFailed ? 0 : this.window.lastBytes;
  }

  /** See {@link PageWindow.page}. */
  page(number: number, have = number): Promise<Page> {
    return this.window.page(number, have);
  }

  /** Asks the database to stop the query if it is running. Never rejects. */
  cancel(): Promise<CancelReply> {
    this.cancelling ??= this.stop();
    return this.cancelling;
  }

  private async run(): Promise<void> {
    const mayRepeat = (): boolean =>
      !this.mayHaveWritten && !this.rows && !this.cancelling;
    await withClone(this.connection, clone => this.runOn(clone), mayRepeat);
  }

  private async runOn(clone: Clone): Promise<void> {
    if (this.cancelling) {
      return;
    }
    this.clone = clone;
    const { request, statements, digests, memory, maxBytes, maxRows } =
      this.options;
    const { sql } = request;
    const rowLimit = lower(request.rowLimit, maxRows);
    const rows = await statements.execute(
      { sql, rowLimit },
      {
        caller: { ...clone, signal: this.giveUp.signal },
        beforeColumns: () => {
          this.mayHaveWritten = this.effect !== 'none';
        }
      }
    );
    this.rows = rows;
    try {
      this.maker.resolve(
        new PageMaker({
          rows,
          ...{ rowLimit, maxRows },
          digest: await digests.create(),
          ...{ memory, maxBytes },
          malformed: error =>
            badAnswer(
              clone.target,
              'its rows are not an Arrow stream',
              error
            ).ofOneThatAnswered()
        })
      );
      if (!this.cancelling) {
        await this.done.promise;
      }
    } finally {
      rows.close();
    }
  }

  /** Rejects the pending pages unless the query was cancelled. */
  fail(error: unknown): void {
    // After a cancellation, `stop` settles them with its outcome.
    if (!this.cancelling) {
      this.settle(error);
    }
  }

  private settle(error: unknown): void {
    this.hasFailed = true;
    this.result.resolve({ error });
    this.window.fail(error);
    this.done.resolve();
    this.inactive.resolve();
    this.failed.abort();
  }

  private async stop(): Promise<CancelReply> {
    const outcome = await this.stopInDatabase();
    this.settle(new ApiError('query_cancelled', CANCELLED[outcome]));
    return { outcome };
  }

  private async stopInDatabase(): Promise<CancelReply['outcome']> {
    const { clone } = this;
    if (!clone || this.rows || this.hasFailed) {
      return 'finished';
    }
    const isAsked = await interruptQuery({
      ...{ database: this.options.database, clone, ended: this.ended },
      giveUp: () => this.giveUp.abort()
    });
    return isAsked ? 'interrupted' : 'abandoned';
  }
}

/** Of two limits, of which `null` is none. */
const lower = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
