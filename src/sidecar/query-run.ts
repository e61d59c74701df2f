/**
 * One query from its start to its last page: asks page by page, checks that nothing is missing or
 * changed, and has the query cancelled where it does not come to its end.
 */
import { UUID } from '@lumino/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type {
  CancelReply,
  PageHeader,
  QueryRequest as StartRequest,
  QuerySummary,
  Routes
} from '../../server/protocol';
import { lacksSecret, MASK } from '../sql/mask-secrets';
import { onlyRead } from '../sql/statement-kind';
import { invalidAnswer } from './answer-fault';
import { isRunningReply } from './reply-shape';
import type { Answer, RequestOptions } from './requests';
import type { RouteInput } from './route-request';
import { ResultBytes } from './result-bytes';
import { type FailureCode, SidecarError } from './sidecar-error';

const PAGE_HEADER = 'X-OmniSci-Page';

export type QueryRequest = Omit<StartRequest, 'id'>;

export type QueryOptions = {
  /** Aborting cancels the query in the database; the call then rejects with `query_cancelled`. */
  signal: AbortSignal;
  /**
   * Told after each page. `expectedBytes` is null where the database has not said; `rows` are those
   * that it has told of, whose values may still be to come.
   */
  onProgress?: (progress: {
    bytes: number;
    expectedBytes: number | null;
    rows: number;
  }) => void;
};

/** Rows of a query, as one Arrow IPC stream; empty for a statement without a table. */
export type QueryReply = {
  summary: QuerySummary;
  bytes: Uint8Array;
  /** The most rows that were asked for; where `summary.more` is true, the stream holds one more. */
  rowLimit?: number | null;
};

/** Asks one route of the sidecar; rejects with a SidecarError, or on an abort. */
export type Ask = <K extends keyof Routes>(
  key: K,
  input: RouteInput<K>,
  options: Partial<RequestOptions>
) => Promise<Answer>;

export type QueryRunOptions = {
  ask: Ask;
  /** Resolves when the browser has a network, or when waiting for one is over. */
  untilOnline: (options: {
    signal: AbortSignal;
    atMostMs: number;
  }) => Promise<void>;
  /** Called each time the sidecar has waited ten seconds for the database, in vain. */
  onSilence?: () => void;
  trans: TranslationBundle;
};

/** Longer the sidecar does not keep a query that nobody asks for. */
const OFFLINE_MS = 30_000;
/** The sidecar answers within two seconds what came of it. */
const CANCEL_LIMIT_MS = 5_000;

/** Made on this side of the sidecar, which may run the query still. */
const CLIENT_SIDE_CODES: ReadonlySet<FailureCode> = new Set<FailureCode>([
  'server_unreachable',
  'server_timeout',
  'server_answer_invalid',
  'sidecar_unavailable',
  'bad_upstream_answer',
  'result_too_large'
]);

const hasCode = (error: unknown, code: FailureCode): boolean =>
  error instanceof SidecarError && error.code === code;

const isOver = (error: unknown): boolean =>
  error instanceof SidecarError && !CLIENT_SIDE_CODES.has(error.code);

export class QueryRun {
  constructor(private readonly _options: QueryRunOptions) {}

  /** Rejects with a {@link SidecarError}. To be called once. */
  async run(
    request: QueryRequest,
    { signal, onProgress }: QueryOptions
  ): Promise<QueryReply> {
    this._refuseMasked(request);
    const onAbort = (): void => this.cancel();
    signal.addEventListener('abort', onAbort);
    try {
      if (signal.aborted) {
        this.cancel();
      }
      const { trans } = this._options;
      const bytes = new ResultBytes({ trans });
      let next = this._page(request, 0);
      for (let number = 0; ; number++) {
        const { headers, body } = await next;
        const header = this._readHeader(headers);
        if (!header.summary) {
          // On its way while this one, which is here whole, is looked at.
          next = this._page(request, number + 1);
          next.catch(() => undefined);
        }
        await bytes.add(header, body);
        onProgress?.({
          bytes: bytes.length,
          expectedBytes: header.expectedBytes,
          rows: Math.min(header.rows, request.firstN ?? Infinity)
        });
        if (header.summary) {
          const { summary } = header;
          return {
            summary,
            bytes: await bytes.finish(summary),
            rowLimit: request.firstN
          };
        }
      }
    } catch (error) {
      if (this._cancelled) {
        throw await this._cancelled;
      }
      if (!isOver(error)) {
        // Nobody will ask for the rest.
        this.cancel();
      }
      throw error;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Has the query stopped, also where the page is being left; safe at any time. */
  cancel(): void {
    this._cancelled ??= this._cancel();
    this._pending.abort();
  }

  /** As somebody's new password the mask would be set without a word. */
  private _refuseMasked({ sql }: QueryRequest): void {
    if (lacksSecret(sql)) {
      throw new SidecarError(
        'secret_left_out',
        this._options.trans.__(
          'A secret was left out of this statement when it was kept, and %1 stands in its place. Write the secret in, and run it again.',
          MASK
        )
      );
    }
  }

  /** Waits until the page is there. */
  private async _page(request: QueryRequest, number: number): Promise<Answer> {
    let answer =
      number === 0
        ? await this._start(request)
        : await this._get(request, number);
    while (answer.status === 202) {
      if (!isRunningReply(parse(textOf(answer)))) {
        throw invalidAnswer(this._options.trans);
      }
      this._options.onSilence?.();
      answer = await this._get(request, number);
    }
    return answer;
  }

  /** What is no page of the sidecar's has no such header. */
  private _readHeader(headers: Headers): PageHeader {
    const header = parse(headers.get(PAGE_HEADER)) as PageHeader | null;
    if (typeof header?.page !== 'number') {
      throw invalidAnswer(this._options.trans);
    }
    return header;
  }

  /**
   * The sidecar starts nothing twice by one ID, but another sidecar may have taken its place. So
   * only what reads is sent again where its answer was lost; all else is asked after.
   */
  private _start(request: QueryRequest): Promise<Answer> {
    const { sql, firstN } = request;
    const send = (): Promise<Answer> =>
      this._options.ask(
        'POST /queries',
        { body: { id: this._id, sql, firstN } },
        { signal: this._pending.signal }
      );
    return this._retryOnceOnline(
      send,
      onlyRead([{ text: sql }]) ? send : () => this._askPage(request, 0)
    );
  }

  /** The sidecar holds a page until the next is asked for. */
  private _get(request: QueryRequest, number: number): Promise<Answer> {
    return this._retryOnceOnline(() => this._askPage(request, number));
  }

  private async _askPage(
    { sql }: QueryRequest,
    number: number
  ): Promise<Answer> {
    try {
      return await this._options.ask(
        'GET /queries/:id/pages/:number',
        { parameters: { id: this._id, number } },
        { signal: this._pending.signal }
      );
    } catch (cause) {
      throw hasCode(cause, 'query_unknown')
        ? this._lost(onlyRead([{ text: sql }]), cause)
        : cause;
    }
  }

  private _lost(onlyReads: boolean, cause: unknown): SidecarError {
    const { trans } = this._options;
    return new SidecarError(
      'query_unknown',
      onlyReads
        ? trans.__(
            'The query was lost: the sidecar was restarted, or this browser was away for too long. Run it again.'
          )
        : trans.__(
            'The statement was lost sight of: the sidecar was restarted, or this browser was away for too long. It may have run, so see what it changed before you run it again.'
          ),
      { cause }
    );
  }

  /** Asks once more where the answer was lost, when there is a network to ask by. */
  private async _retryOnceOnline(
    ask: () => Promise<Answer>,
    again = ask
  ): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      if (!hasCode(error, 'server_unreachable') || this._cancelled) {
        throw error;
      }
      const { signal } = this._pending;
      await this._options.untilOnline({ signal, atMostMs: OFFLINE_MS });
      if (signal.aborted) {
        throw error;
      }
      return await again();
    }
  }

  /** What the user is told, once it is known whether the database was told. */
  private async _cancel(): Promise<SidecarError> {
    let outcome: CancelReply['outcome'] | undefined;
    try {
      const answer = await this._options.ask(
        'POST /queries/:id/cancel',
        { parameters: { id: this._id }, body: {} },
        { keepalive: true, limitMs: CANCEL_LIMIT_MS }
      );
      const reply = parse(textOf(answer)) as Partial<CancelReply> | null;
      outcome = reply?.outcome;
    } catch {
      // It cannot be told; the query may run on.
    }
    const { trans } = this._options;
    const messages: Record<CancelReply['outcome'], string> = {
      interrupted: trans.__('The database was told to stop.'),
      finished: trans.__('The database had nothing more to do.'),
      abandoned: trans.__(
        'The database could not be told to stop, and may work on.'
      )
    };
    return new SidecarError(
      'query_cancelled',
      messages[outcome ?? 'abandoned'] ?? messages.abandoned
    );
  }

  private readonly _id = UUID.uuid4();
  private readonly _pending = new AbortController();
  private _cancelled: Promise<SidecarError> | null = null;
}

const textOf = ({ body }: Answer): string => new TextDecoder().decode(body);

/** @returns `null` also for what is no JSON. */
function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
