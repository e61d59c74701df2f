/**
 * Asks for the pages of one query: again while the database works on, and once more where an answer
 * was lost on the way.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import { invalidAnswer } from './answer-fault';
import type { Ask, StatementRequest } from './query';
import { isRunningReply, parsed } from './reply-shape';
import type { Answer } from './requests';
import { type FailureCode, SidecarError } from './sidecar-error';

/** The sidecar keeps a query no longer that nobody asks for. */
const OFFLINE_MS = 30_000;

export type QueryPagesOptions = {
  id: string;
  request: StatementRequest;
  /** Aborted when the query is not wanted any more. */
  signal: AbortSignal;
  ask: Ask;
  /** Resolves when the browser has a network, or when waiting for one is over. */
  untilOnline: (options: {
    signal: AbortSignal;
    maxMs: number;
  }) => Promise<void>;
  /** Called each time the sidecar has waited ten seconds for the database, in vain. */
  onSilence?: () => void;
  trans: TranslationBundle;
};

export class QueryPages {
  constructor(private readonly _options: QueryPagesOptions) {}

  /** Resolves when the page is there; the first one starts the query. Rejects with a SidecarError. */
  async page(number: number): Promise<Answer> {
    const { onSilence, trans } = this._options;
    let answer =
      number === 0 ? await this._start() : await this._waitFor(number);
    while (answer.status === 202) {
      if (!isRunningReply(parsed(answer.body))) {
        throw invalidAnswer(trans);
      }
      onSilence?.();
      answer = await this._waitFor(number);
    }
    return answer;
  }

  /**
   * The sidecar starts nothing twice by one ID, but another sidecar may have taken its place. So
   * only what reads is sent again where its answer was lost; all else is asked after.
   */
  private _start(): Promise<Answer> {
    const { id, request, ask, signal } = this._options;
    const { sql, rowLimit, onlyReads, isReadOnly } = request;
    const body = {
      ...{ id, sql, rowLimit },
      ...(isReadOnly && { readOnly: true as const })
    };
    const send = (): Promise<Answer> =>
      ask('POST /queries', { body }, { signal });
    return this._retryOnceOnline(
      send,
      onlyReads ? send : () => this._askFor(0)
    );
  }

  /** The sidecar holds a page until the next is asked for. */
  private _waitFor(number: number): Promise<Answer> {
    return this._retryOnceOnline(() => this._askFor(number));
  }

  private async _askFor(number: number): Promise<Answer> {
    const { id, ask, signal } = this._options;
    try {
      return await ask(
        'GET /queries/:id/pages/:number',
        { parameters: { id, number } },
        { signal }
      );
    } catch (cause) {
      throw hasCode(cause, 'query_unknown') ? this._lost(cause) : cause;
    }
  }

  private _lost(cause: unknown): SidecarError {
    const { request, trans } = this._options;
    return new SidecarError(
      'query_unknown',
      request.onlyReads
        ? trans.__(
            'The query was lost. The OmniSci sidecar restarted, or this browser was disconnected for too long. Run the query again.'
          )
        : trans.__(
            'The outcome of the statement is unknown. The OmniSci sidecar restarted, or this browser was disconnected for too long. The statement may have run. Check the data before you run it again.'
          ),
      { cause }
    );
  }

  /** Asks once more where the answer was lost, when there is a network to ask by. */
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
      // It may have been cancelled meanwhile.
      if (isAborted(signal)) {
        throw error;
      }
      return await again();
    }
  }
}

/** Read afresh: the compiler does not know that a signal changes. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

const hasCode = (error: unknown, code: FailureCode): boolean =>
  error instanceof SidecarError && error.code === code;
