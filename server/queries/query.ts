/**
 * One query from its start to its last page, with its cancellation. Holds a window of two pages, and
 * reads only what these need from the database. Knows no HTTP.
 */
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
import { type Deferred, deferred } from './deferred';
import { interruptQuery } from './interruption';
import type { Digests } from '../arrow/digest';
import type { Page, PageMemory } from './page';
import { PageMaker } from './page-maker';
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
  private readonly pages = new Map<number, Promise<Page>>();
  private readonly maker = deferred<PageMaker>();
  private readonly failure = deferred<never>();
  /** Pages that are not made yet; a failure rejects them. */
  private readonly pending = new Set<Deferred<Page>>();
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
  /** Page numbers: the newest page being made, and the newest one requested. */
  private newest = -1;
  private asked = -1;
  /** The number of pages that the caller has whole. */
  private have = 0;
  /** The last page. */
  private last: { number: number; bytes: number } | null = null;

  /** @throws ApiError - if the statement must not run; see {@link permittedEffect}. */
  constructor(private readonly options: QueryOptions) {
    this.effect = permittedEffect(options.request, options.connection);
    this.make();
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
    return !this.hasFailed && (!this.last || this.asked < this.last.number);
  }

  /** Bytes held for a caller that asks again, after the query stopped being active. */
  get heldBytes(): number {
    return this.hasFailed ? 0 : (this.last?.bytes ?? 0);
  }

  /**
   * Returns a page of the window, and releases the pages before `have`, which the caller has whole.
   * For a page after the window, the promise stays pending until the query fails.
   */
  page(number: number, have = number): Promise<Page> {
    if (!this.hasFailed && have > this.newest + 1) {
      throw noSuchPage();
    }
    this.release(have);
    if (this.hasFailed || number > this.have + 1) {
      return this.failure.promise;
    }
    if (number === this.newest + 1 && !this.last) {
      this.make();
    }
    const page = this.pages.get(number);
    if (!page) {
      throw noSuchPage();
    }
    this.asked = Math.max(this.asked, number);
    this.noteActivity();
    const prefetch = (): void => {
      if (this.newest <= this.have && !this.last && !this.hasFailed) {
        this.make();
      }
    };
    page.then(prefetch, () => undefined);
    // No Promise.race: the long-lived `failure` would retain every page.
    return page;
  }

  private release(have: number): void {
    this.have = Math.max(this.have, have);
    for (const [number, held] of this.pages) {
      if (number < this.have) {
        this.pages.delete(number);
        held.then(
          made => made.release(),
          () => undefined
        );
      }
    }
  }

  /** Asks the database to stop the query if it is running. Never rejects. */
  cancel(): Promise<CancelReply> {
    this.cancelling ??= this.stop();
    return this.cancelling;
  }

  private noteActivity(): void {
    if (!this.isActive) {
      this.inactive.resolve();
    }
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

  private make(): void {
    const number = ++this.newest;
    const previous = this.pages.get(number - 1);
    const page = deferred<Page>();
    this.pending.add(page);
    this.maker.promise
      .then(async maker => {
        await previous;
        return this.last ? null : await maker.next();
      })
      .then(
        made => {
          this.pending.delete(page);
          if (!made) {
            this.pages.delete(number);
            page.reject(noSuchPage());
            return;
          }
          const { summary, bytes } = made.header;
          if (summary) {
            this.last = { number, bytes };
            this.result.resolve({ summary });
            this.done.resolve();
            this.noteActivity();
          }
          page.resolve(made);
        },
        (error: unknown) => this.fail(error)
      );
    this.pages.set(number, page.promise);
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
    this.failure.reject(error);
    this.pending.forEach(page => page.reject(error));
    this.pending.clear();
    this.done.resolve();
    this.pages.clear();
    this.noteActivity();
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

const noSuchPage = (): ApiError =>
  new ApiError(
    'query_unknown',
    'This page of rows is no longer available, or its number does not exist. Run the query again.'
  );

/** Of two limits, of which `null` is none. */
const lower = (a: number | null, b: number | null): number | null =>
  a === null || b === null ? (a ?? b) : Math.min(a, b);
