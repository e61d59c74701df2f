/**
 * Requests the pages of one query: again while the database still works on it, and once more if an
 * answer was lost. Does not know what is queried, or what the pages hold.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import { invalidAnswerError } from './answer-error';
import type { Ask } from './query';
import { isRunningReply, parsed } from './reply-shape';
import type { Answer, RequestOptions } from './requests';
import { type SidecarErrorCode, SidecarError } from './sidecar-error';

/** Errors made between the browser and the sidecar, which may still run the query. */
const CLIENT_SIDE_CODES: ReadonlySet<SidecarErrorCode> =
  new Set<SidecarErrorCode>([
    'server_unreachable',
    'server_timeout',
    'server_answer_invalid',
    'sidecar_unavailable'
  ]);

/** The sidecar drops a query that nobody requests for so long. */
const OFFLINE_MS = 30_000;

export type QueryPagesOptions = {
  id: string;
  /** Sends the statement. */
  start: (begin: RequestOptions['begin']) => Promise<Answer>;
  /** True if the statement may be sent again after its answer was lost. */
  onlyReads: boolean;
  /** Aborted when nobody needs the query any more. */
  signal: AbortSignal;
  /** How the query was cancelled; `null` if it was not. */
  cancelled: () => Promise<SidecarError> | null;
  ask: Ask;
  /** Resolves when the browser has a network, or when waiting for one is over. */
  untilOnline: (options: {
    signal: AbortSignal;
    maxMs: number;
  }) => Promise<void>;
  /** Called each time the database has been silent for another ten seconds. */
  onSilence?: () => void;
  trans: TranslationBundle;
};

export class QueryPages {
  constructor(private readonly _options: QueryPagesOptions) {}

  /** True if the query failed in the sidecar, which has nothing more of it. */
  get hasFailed(): boolean {
    return this._hasFailed;
  }

  /**
   * Resolves with a complete page; page 0 starts the query. Request page n+1 when the caller has the
   * pages before n whole, or later. Rejects with a SidecarError.
   *
   * @param begin - see {@link RequestOptions}; called again if the page is requested again.
   */
  async page(number: number, begin?: RequestOptions['begin']): Promise<Answer> {
    try {
      return await this._page(number, begin);
    } catch (error) {
      const cancelled = this._options.cancelled();
      if (cancelled) {
        throw await cancelled;
      }
      this._hasFailed ||=
        error instanceof SidecarError && !CLIENT_SIDE_CODES.has(error.code);
      throw error;
    }
  }

  private async _page(
    number: number,
    begin: RequestOptions['begin']
  ): Promise<Answer> {
    const { onSilence, trans } = this._options;
    const waitFor = (): Promise<Answer> =>
      this._retryOnceOnline(() => this._askFor(number, begin));
    let answer = await (number === 0 ? this._start(begin) : waitFor());
    while (answer.status === 202) {
      if (!isRunningReply(parsed(answer.body))) {
        throw invalidAnswerError(trans);
      }
      onSilence?.();
      answer = await waitFor();
    }
    return answer;
  }

  /**
   * A sidecar starts nothing twice with the same ID, but a new sidecar may have replaced it. So
   * only a statement that reads is sent again; for others, the first page is requested.
   */
  private _start(begin: RequestOptions['begin']): Promise<Answer> {
    const { start, onlyReads } = this._options;
    const send = (): Promise<Answer> => start(begin);
    return this._retryOnceOnline(
      send,
      onlyReads ? send : () => this._askFor(0, begin)
    );
  }

  private async _askFor(
    number: number,
    begin: RequestOptions['begin']
  ): Promise<Answer> {
    const { id, ask, signal } = this._options;
    // The page before this one may still be on its way, and may have to be requested again.
    const have = Math.max(0, number - 1);
    try {
      return await ask(
        'GET /queries/:id/pages/:number',
        { parameters: { id, number }, query: { have } },
        { signal, begin }
      );
    } catch (cause) {
      throw hasCode(cause, 'query_unknown') ? this._lost(cause) : cause;
    }
  }

  private _lost(cause: unknown): SidecarError {
    const { onlyReads, trans } = this._options;
    return new SidecarError(
      'query_unknown',
      onlyReads
        ? trans.__(
            'The query was lost. The OmniSci sidecar restarted, or this browser was disconnected for too long. Run the query again.'
          )
        : trans.__(
            'The outcome of the statement is unknown. The OmniSci sidecar restarted, or this browser was disconnected for too long. The statement may have run. Check the data before you run it again.'
          ),
      { cause }
    );
  }

  /** Repeats a request whose answer was lost, as soon as there is a network. */
  private async _retryOnceOnline(
    ask: () => Promise<Answer>,
    again = ask
  ): Promise<Answer> {
    const { signal, untilOnline } = this._options;
    try {
      return await ask();
    } catch (error) {
      if (!hasCode(error, 'server_unreachable') || signal.aborted) {
        throw error;
      }
      await untilOnline({ signal, maxMs: OFFLINE_MS });
      // The query may have been cancelled meanwhile.
      if (isAborted(signal)) {
        throw error;
      }
      return await again();
    }
  }

  private _hasFailed = false;
}

/** A function, because the compiler does not know that a signal changes. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

const hasCode = (error: unknown, code: SidecarErrorCode): boolean =>
  error instanceof SidecarError && error.code === code;
