/**
 * Sends a statement as one query of the sidecar, and cancels the query if it does not reach its end.
 * `result-reader.ts` reads the pages; it is loaded with the first query.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import { UUID } from '@lumino/coreutils';
import type { CancelReply } from '../../server/protocol';
import { MASK } from '../sql/secrets/mask';
import type { SqlStatement } from '../sql/statement';
import { noAnswerError } from './answer-error';
import type { Ask, QueryOptions, QueryReply, RunQuery } from './query';
import type { QueryPagesOptions } from './query-pages';
import { parsed } from './reply-shape';
import type { Answer, RequestOptions } from './requests';
import { SidecarError } from './sidecar-error';

/** The sidecar answers within two seconds. */
const CANCEL_LIMIT_MS = 5_000;

export type QueryRunOptions = Pick<
  QueryPagesOptions,
  'untilOnline' | 'onSilence'
> & {
  ask: Ask;
  /** True if the sidecar must refuse statements that change anything; called for each query. */
  isReadOnly?: () => boolean;
  /** Emits `pagehide` when the page is left: nobody needs the query then. */
  page?: EventTarget;
  trans: TranslationBundle;
};

/**
 * The method `query` of a connection's client.
 *
 * @param noted - watches each query, and returns it.
 */
export const queryMethod =
  (
    noted: (reply: Promise<QueryReply>) => Promise<QueryReply>,
    options: QueryRunOptions
  ): RunQuery =>
  (statement, queryOptions) =>
    noted(new QueryRun(options).run(statement, queryOptions));

export class QueryRun {
  constructor(private readonly _options: QueryRunOptions) {}

  /** Rejects with a {@link SidecarError}. Call it once. */
  async run(
    statement: SqlStatement,
    options: QueryOptions
  ): Promise<QueryReply> {
    const { ask, untilOnline, onSilence, page, trans } = this._options;
    this._refuseMasked(statement);
    const { ResultReader } = await loadReader(trans);
    const reader = new ResultReader({
      ...{ ask, untilOnline, onSilence, trans },
      id: this._id,
      start: begin => this._send(statement, options, begin),
      onlyReads: statement.onlyReads,
      signal: this._pending.signal,
      cancelled: () => this._cancelled
    });
    const { signal } = options;
    const onEnd = (): void => this._cancel();
    signal.addEventListener('abort', onEnd);
    page?.addEventListener('pagehide', onEnd);
    try {
      if (signal.aborted) {
        this._cancel();
      }
      return await reader.read(options);
    } finally {
      signal.removeEventListener('abort', onEnd);
      page?.removeEventListener('pagehide', onEnd);
      if (!reader.isOver) {
        // Nobody will request the rest.
        this._cancel();
      }
    }
  }

  private _send(
    { sql }: SqlStatement,
    { rowLimit }: QueryOptions,
    begin: RequestOptions['begin']
  ): Promise<Answer> {
    const { ask, isReadOnly } = this._options;
    const body = {
      ...{ id: this._id, sql, rowLimit },
      ...(isReadOnly?.() && { readOnly: true as const })
    };
    const { signal } = this._pending;
    return ask('POST /queries', { body }, { signal, begin });
  }

  private _cancel(): void {
    this._cancelled ??= cancelQuery(this._id, this._options);
    this._pending.abort();
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

  private readonly _id = UUID.uuid4();
  private readonly _pending = new AbortController();
  private _cancelled: Promise<SidecarError> | null = null;
}

async function loadReader(trans: TranslationBundle) {
  try {
    return await import('./result-reader');
  } catch (cause) {
    // The server did not send this file of the extension.
    throw noAnswerError({ isLate: false, cause }, trans);
  }
}

/** @returns the error `query_cancelled`, which says whether the database stopped. Never rejects. */
async function cancelQuery(
  id: string,
  { ask, trans }: { ask: Ask; trans: TranslationBundle }
): Promise<SidecarError> {
  let outcome: CancelReply['outcome'] | undefined;
  try {
    const { body } = await ask(
      'POST /queries/:id/cancel',
      { parameters: { id }, body: {} },
      { keepalive: true, limitMs: CANCEL_LIMIT_MS }
    );
    outcome = (parsed(body) as Partial<CancelReply> | null)?.outcome;
  } catch {
    // The state of the query is unknown; it may still run.
  }
  const messages: Record<CancelReply['outcome'], string> = {
    interrupted: trans.__('The database was asked to stop.'),
    finished: trans.__('The database had already finished.'),
    abandoned: trans.__(
      'The database could not be asked to stop. The query may still run.'
    )
  };
  return new SidecarError(
    'query_cancelled',
    messages[outcome ?? 'abandoned'] ?? messages.abandoned
  );
}
