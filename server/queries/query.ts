/**
 * One query from its start to its last page, and how it is stopped. Holds a page and the one after
 * it, and reads of the database only what these need. Knows no HTTP.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Connection } from '../connections/connection';
import type { CancelReply } from '../protocol';
import type { DatabaseClient } from '../database/database-client';
import { badAnswer } from '../transport/network-fault';
import type { Clone } from '../database/session-clones';
import { ApiError } from '../errors/api-error';
import { scrub, type SessionId } from '../session/session-id';
import { withFreshSession } from '../session/fresh-session';
import { type Deferred, deferred } from './deferred';
import type { Digests } from '../arrow/digest';
import type { Page } from './page';
import { PageMaker } from './page-maker';
import type { QueryRunner } from './query-runner';
import type { IRows } from './rows';

/** Whoever cancels is answered within two seconds. */
const INTERRUPT_MS = 1500;
/** HeavyDB overlooks an interrupt that comes before the query is enrolled, so it is repeated. */
const REPEAT_MS = 250;
const REPEATS = 20;

const CANCELLED: Readonly<Record<CancelReply['outcome'], string>> = {
  interrupted: 'The query was cancelled: the database was told to stop it.',
  abandoned:
    'The query was cancelled here, but the database could not be told and may work on.',
  finished: 'The query was cancelled: the database had nothing more to do.'
};

export type QueryServices = {
  database: DatabaseClient;
  runner: QueryRunner;
  digests: Digests;
  /** The most bytes that a result may have. */
  maxBytes: number;
};

export type QueryInput = { sql: string; firstN: number | null };

export class Query {
  private readonly pages = new Map<number, Promise<Page>>();
  private readonly maker = deferred<PageMaker>();
  private readonly failure = deferred<never>();
  /** Pages that are not made yet, for a failure to reject. */
  private readonly pending = new Set<Deferred<Page>>();
  /** Resolves when nothing more is wanted of the database. */
  private readonly done = deferred<void>();
  private readonly inactive = deferred<void>();
  private readonly gone = new AbortController();
  private ended: Promise<void> = Promise.resolve();
  private readonly giveUp = new AbortController();
  private clone: Clone | null = null;
  private rows: IRows | null = null;
  /** True from when the statement is sent in a way that can change something. */
  private mayHaveWritten = false;
  private cancelling: Promise<CancelReply> | null = null;
  private hasFailed = false;
  /** Numbers of pages: the newest that is being made, the newest asked for, the last there is. */
  private newest = -1;
  private asked = -1;
  private last: { number: number; bytes: number } | null = null;

  constructor(
    private readonly services: QueryServices,
    readonly connection: Connection,
    readonly input: QueryInput
  ) {
    this.make();
  }

  /** Aborted when the query has failed or was cancelled, be it before it began. */
  get left(): AbortSignal {
    return this.gone.signal;
  }

  /** Runs it; resolves when it is not active any more, and never rejects. To be called once. */
  begin(): Promise<void> {
    this.ended = this.run().catch((error: unknown) => this.fail(error));
    return this.inactive.promise;
  }

  /** False once nothing is left but a last page that was asked for already, or an error. */
  get isActive(): boolean {
    return !this.hasFailed && (!this.last || this.asked < this.last.number);
  }

  /** What a query that is not active holds for who asks again. */
  get heldBytes(): number {
    return this.hasFailed ? 0 : (this.last?.bytes ?? 0);
  }

  /** A page that is held, or the one after it; lets go of those before. */
  page(number: number): Promise<Page> {
    if (number === this.newest + 1 && !this.last) {
      this.make();
    }
    const page = this.pages.get(number);
    if (!page && !this.hasFailed) {
      throw new ApiError(
        'query_unknown',
        'This page is not held any more, or there is none of this number. Run the query again.'
      );
    }
    this.asked = Math.max(this.asked, number);
    this.noteActivity();
    for (const [earlier, held] of this.pages) {
      if (earlier < number) {
        this.pages.delete(earlier);
        held.then(
          made => made.release(),
          () => undefined
        );
      }
    }
    const prefetch = (): void => {
      if (this.newest === number && !this.last && !this.hasFailed) {
        this.make();
      }
    };
    page?.then(prefetch, () => undefined);
    // Not a race of the two: the one that lasts would hold every page that ever won.
    return page && !this.hasFailed ? page : this.failure.promise;
  }

  /** Tells the database to stop, where there is something to stop. Never rejects. */
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
    const { sessions, clones } = this.connection;
    const mayRepeat = (): boolean =>
      !this.mayHaveWritten && !this.rows && !this.cancelling;
    await withFreshSession(
      sessions,
      async ({ id, target }) => {
        const work = (_id: SessionId, clone: Clone): Promise<void> =>
          this.runOn(clone);
        try {
          await clones.use({ id, target }, work, mayRepeat);
        } catch (error) {
          // The client hides the clone's ID; the database may also know whose clone it is.
          throw withoutSession(error, id);
        }
      },
      mayRepeat
    );
  }

  private async runOn(clone: Clone): Promise<void> {
    if (this.cancelling) {
      return;
    }
    this.clone = clone;
    const { firstN, sql } = this.input;
    const { id, target } = clone;
    const rows = await this.services.runner.start({
      id,
      target,
      sql,
      // One more than wanted tells whether there are more.
      firstN: firstN === null ? -1 : firstN + 1,
      maxBytes: this.services.maxBytes,
      signal: this.giveUp.signal,
      onMayWrite: () => {
        this.mayHaveWritten = true;
      }
    });
    this.rows = rows;
    try {
      this.maker.resolve(
        new PageMaker({
          rows,
          firstN,
          digest: await this.services.digests.create(),
          maxBytes: this.services.maxBytes,
          malformed: error =>
            badAnswer(
              target,
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
        return await maker.next();
      })
      .then(
        made => {
          const { summary, bytes } = made.header;
          if (summary) {
            this.last = { number, bytes };
            this.done.resolve();
            this.noteActivity();
          }
          this.pending.delete(page);
          page.resolve(made);
        },
        (error: unknown) => this.fail(error)
      );
    this.pages.set(number, page.promise);
  }

  /** Rejects what is waited for, unless the query was cancelled. */
  fail(error: unknown): void {
    // What comes of cancelling is told by who cancels.
    if (!this.cancelling) {
      this.settle(error);
    }
  }

  private settle(error: unknown): void {
    this.hasFailed = true;
    this.failure.reject(error);
    this.pending.forEach(page => page.reject(error));
    this.pending.clear();
    this.done.resolve();
    this.pages.clear();
    this.noteActivity();
    this.gone.abort();
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
    if (clone.isClone) {
      clone.isSpoilt = true;
      try {
        await this.services.database.interrupt(clone, INTERRUPT_MS);
        void this.repeatInterrupt(clone);
        return 'interrupted';
      } catch {
        // As below.
      }
    }
    this.giveUp.abort();
    return 'abandoned';
  }

  /** Interrupts again until the database has answered the query itself. */
  private async repeatInterrupt(clone: Clone): Promise<void> {
    const ended = this.ended.then(() => true);
    for (let turn = 0; turn < REPEATS; turn++) {
      if (await Promise.race([ended, pause(REPEAT_MS, false)])) {
        return;
      }
      await this.services.database
        .interrupt(clone, INTERRUPT_MS)
        .catch(() => undefined);
    }
    this.giveUp.abort();
  }
}

function withoutSession(error: unknown, id: SessionId): unknown {
  const clean = error instanceof ApiError && scrub(error.message, id);
  return clean && clean !== error.message
    ? new ApiError(error.code, clean)
    : error;
}
