/** A query, and the pages of its rows. Types only. */

/**
 * `POST /queries` starts a query and returns its page 0. `GET /queries/{id}/pages/{n}` returns the
 * other pages. Each waits up to ten seconds, and then answers 202 with a {@link RunningReply}. The
 * caller then asks for the same page again, which also keeps the query alive. If the caller
 * disconnects and does not come back, the query is interrupted.
 *
 * A page is at most 8 MiB of one Arrow IPC stream, cut at any byte. The pages in order are the
 * stream. `?have=n` says that the caller has the pages before n whole: it releases them. The pages n
 * and n+1 may be requested at the same time, and again; a page after them is 202. Without `have`, a
 * request for page n says that the caller has the pages before it.
 */
export type QueryRequest = {
  /** A UUID that the caller makes, so that it can cancel a query that has not answered yet. */
  id: string;
  sql: string;
  /** Maximum number of rows, 1 or more; `null` for all within the administrator's limit. */
  rowLimit: number | null;
  /** Refuses, with `read_only`, a statement that does more than read. The user's own setting. */
  readOnly?: boolean;
};

/**
 * Metadata of a field of the Arrow stream. It is present if HeavyDB returned no Arrow (a geometry
 * column, an old server) and the sidecar made it from the columns of `sql_execute`.
 */
export type FieldMetadata = {
  /** HeavyDB's name of the type: `GEOMETRY(POINT, 4326)`, `DECIMAL(19,2)`, `TEXT[]`. */
  'heavydb:sql_type': string;
  /** A DECIMAL was sent as a double, which has 15 digits: more may be rounded. */
  'heavydb:sent_as'?: 'DOUBLE';
};

/** Status 202: no page yet. */
export type RunningReply = { state: 'running' };

/** The header `X-OmniSci-Page` of a page, as JSON. */
export type PageHeader = {
  page: number;
  /** Length of the body. */
  bytes: number;
  /**
   * XXH64, as 16 hexadecimal digits, of all bytes from the first page to the end of this one;
   * `null` if the sidecar has no WebAssembly.
   */
  digest: string | null;
  /**
   * Length of the whole stream, or eight bytes more, if the database has sent it already; for
   * memory and progress. On the last page it is exact.
   */
  expectedBytes: number | null;
  /**
   * Rows in the Arrow batches that have begun. The number of rows is at the start of a batch, so
   * the first page may count them all. There may be one more than `rowLimit`.
   */
  rows: number;
  /** On the last page only. */
  summary: QuerySummary | null;
};

/** A statement that returns no table has one page, without bytes. */
export type QuerySummary = {
  /** Length of the whole stream. */
  bytes: number;
  /** Rows in the stream. If `more` is true, that is one more than `rowLimit`; drop the last. */
  rows: number;
  /** True if the database has more rows than `rowLimit`, or than {@link maxRows}. */
  more: boolean;
  /** The administrator's limit, if it removed rows. It then replaces `rowLimit`. */
  maxRows?: number;
  /** Milliseconds in the database, by its own clock. */
  executionTimeMs: number;
  /** The kind of statement, as far as the database reports it. */
  queryType: 'read' | 'write' | 'schema' | 'unknown';
};

/** `POST /queries/{id}/cancel`, which also releases the rows of the result. */
export type CancelReply = {
  /**
   * `interrupted`: the database was asked to stop. `abandoned`: it was not (it clones no sessions,
   * or does not answer), and may go on. `finished`: there was nothing to stop.
   */
  outcome: 'interrupted' | 'abandoned' | 'finished';
};
