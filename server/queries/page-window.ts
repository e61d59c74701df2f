/**
 * The pages of one query that its caller may request: a window of two. Makes them one after the
 * other, and reads only what these need from the database.
 */
import type { QuerySummary } from '../protocol';
import { ApiError } from '../errors/api-error';
import { type Deferred, deferred } from './deferred';
import type { Page } from './page';
import type { PageMaker } from './page-maker';

export type PageWindowOptions = {
  /** Resolves when the database has begun to answer. */
  maker: Promise<PageMaker>;
  onLastMade: (summary: QuerySummary) => void;
  /** Called when {@link PageWindow.isRead} becomes true. */
  onRead: () => void;
  onError: (error: unknown) => void;
};

export class PageWindow {
  private readonly pages = new Map<number, Promise<Page>>();
  /** Pages that are not made yet; a failure rejects them. */
  private readonly pending = new Set<Deferred<Page>>();
  private readonly failure = deferred<never>();
  private hasFailed = false;
  /** Page numbers: the newest page being made, and the newest one requested. */
  private newest = -1;
  private asked = -1;
  /** The number of pages that the caller has whole. */
  private have = 0;
  private last: { number: number; bytes: number } | null = null;

  constructor(private readonly options: PageWindowOptions) {
    this.make();
  }

  /** True once the last page was requested, by a caller with all before it. */
  get isRead(): boolean {
    return this.last !== null && this.asked >= this.last.number;
  }

  /** Bytes of the last page; 0 as long as that is not known. */
  get lastBytes(): number {
    return this.last?.bytes ?? 0;
  }

  /**
   * Returns a page of the window, and releases the pages before `have`, which the caller has whole.
   * For a page after the window, the promise stays pending until the query fails.
   *
   * @throws ApiError `query_unknown` - if the page was released, or is none of this query.
   */
  page(number: number, have: number): Promise<Page> {
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
    this.noteRead();
    const prefetch = (): void => {
      if (this.newest <= this.have && !this.last && !this.hasFailed) {
        this.make();
      }
    };
    page.then(prefetch, () => undefined);
    // No Promise.race: the long-lived `failure` would retain every page.
    return page;
  }

  /** Rejects the pages that are not made yet, and lets go of the others. */
  fail(error: unknown): void {
    this.hasFailed = true;
    this.failure.reject(error);
    this.pending.forEach(page => page.reject(error));
    this.pending.clear();
    this.pages.clear();
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

  private make(): void {
    const number = ++this.newest;
    const previous = this.pages.get(number - 1);
    const page = deferred<Page>();
    this.pending.add(page);
    this.pages.set(number, page.promise);
    this.options.maker
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
            this.options.onLastMade(summary);
            this.noteRead();
          }
          page.resolve(made);
        },
        (error: unknown) => this.options.onError(error)
      );
  }

  private noteRead(): void {
    if (this.isRead) {
      this.options.onRead();
    }
  }
}

const noSuchPage = (): ApiError =>
  new ApiError(
    'query_unknown',
    'This page of rows is no longer available, or its number does not exist. Run the query again.'
  );
