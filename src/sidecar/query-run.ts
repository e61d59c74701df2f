/**
 * One query from its start to its last page: checks that nothing is missing or changed, and cancels
 * the query if it does not reach its end.
 */
import { UUID } from '@lumino/coreutils';
import type { Table } from 'apache-arrow';
import type { PageHeader, QuerySummary } from '../../server/protocol';
import { MASK } from '../sql/secrets/mask-secrets';
import type { SqlStatement } from '../sql/statement';
import type { ResultTable } from '../table/result-table';
import { invalidAnswerError } from './answer-error';
import { cancelQuery } from './cancel-query';
import type { QueryOptions, QueryReply } from './query';
import { QueryPages, type QueryPagesOptions } from './query-pages';
import { parsedText } from './reply-shape';
import type { Answer } from './requests';
import { ResultBytes } from './result-bytes';
import { type SidecarErrorCode, SidecarError } from './sidecar-error';

const PAGE_HEADER = 'X-OmniSci-Page';

export type QueryRunOptions = Omit<
  QueryPagesOptions,
  'id' | 'start' | 'onlyReads' | 'signal'
> & {
  /** True if the sidecar must refuse statements that change anything. */
  isReadOnly?: boolean;
};

/** Errors made in the browser; the sidecar may still run the query. */
const CLIENT_SIDE_CODES: ReadonlySet<SidecarErrorCode> =
  new Set<SidecarErrorCode>([
    'server_unreachable',
    'server_timeout',
    'server_answer_invalid',
    'sidecar_unavailable',
    'bad_upstream_answer',
    'result_too_large'
  ]);

const isOver = (error: unknown): boolean =>
  error instanceof SidecarError && !CLIENT_SIDE_CODES.has(error.code);

export class QueryRun {
  constructor(private readonly _options: QueryRunOptions) {}

  /** Rejects with a {@link SidecarError}. Call it once. */
  async run(
    statement: SqlStatement,
    options: QueryOptions
  ): Promise<QueryReply> {
    const { signal } = options;
    this._refuseMasked(statement);
    const onAbort = (): void => this.cancel();
    signal.addEventListener('abort', onAbort);
    try {
      if (signal.aborted) {
        this.cancel();
      }
      return await this._read(statement, options);
    } catch (error) {
      if (this._cancelled) {
        throw await this._cancelled;
      }
      if (!isOver(error)) {
        // Nobody will request the rest.
        this.cancel();
      }
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Cancels the query, also while the page is being left; safe at any time. */
  cancel(): void {
    this._cancelled ??= cancelQuery(this._id, this._options);
    this._pending.abort();
  }

  private async _read(
    statement: SqlStatement,
    { rowLimit, onProgress }: QueryOptions
  ): Promise<QueryReply> {
    const pages = new QueryPages({
      ...this._options,
      id: this._id,
      start: () => this._send(statement, rowLimit),
      onlyReads: statement.onlyReads,
      signal: this._pending.signal
    });
    const bytes = new ResultBytes(this._options);
    let next = pages.page(0);
    for (let number = 0; ; number++) {
      const { headers, body } = await next;
      const header = this._readHeader(headers);
      const { summary } = header;
      if (!summary) {
        // Requests the next page while this complete one is processed.
        next = pages.page(number + 1);
        next.catch(() => undefined);
      }
      await bytes.add(header, body);
      onProgress?.({
        bytes: bytes.length,
        expectedBytes: header.expectedBytes,
        rows: Math.min(header.rows, rowLimit ?? Infinity)
      });
      if (summary) {
        const arrow = await bytes.finish(summary);
        return {
          summary,
          table: arrow && (await tableOf(arrow, { rowLimit, summary }))
        };
      }
    }
  }

  private _send(
    { sql }: SqlStatement,
    rowLimit: number | null
  ): Promise<Answer> {
    const { ask, isReadOnly } = this._options;
    const body = {
      ...{ id: this._id, sql, rowLimit },
      ...(isReadOnly && { readOnly: true as const })
    };
    return ask('POST /queries', { body }, { signal: this._pending.signal });
  }

  /** The database would silently accept the mask as somebody's new password. */
  private _refuseMasked({ lacksSecret }: SqlStatement): void {
    if (lacksSecret) {
      throw new SidecarError(
        'secret_left_out',
        this._options.trans.__(
          'When this statement was saved, its secret was replaced by %1. Type the secret again and run the statement.',
          MASK
        )
      );
    }
  }

  /** Only a page of the sidecar has this header. */
  private _readHeader(headers: Headers): PageHeader {
    const header = parsedText(headers.get(PAGE_HEADER)) as PageHeader | null;
    if (typeof header?.page !== 'number') {
      throw invalidAnswerError(this._options.trans);
    }
    return header;
  }

  private readonly _id = UUID.uuid4();
  private readonly _pending = new AbortController();
  private _cancelled: Promise<SidecarError> | null = null;
}

/** Without the extra row that shows that there are more. */
async function tableOf(
  arrow: Table,
  {
    rowLimit,
    summary
  }: Pick<QueryOptions, 'rowLimit'> & {
    summary: QuerySummary;
  }
): Promise<ResultTable> {
  const { ResultTable } = await import('../table/result-table');
  const limit = summary.maxRows ?? rowLimit;
  return new ResultTable(
    summary.more && limit !== null ? arrow.slice(0, limit) : arrow
  );
}
