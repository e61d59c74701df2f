/**
 * The messages for failures of the database. They depend on what is known: if the database never
 * answered, the address may be wrong; if it did, it has stopped.
 */
import { ApiError } from '../errors/api-error';
import { nameOf } from './target';
import type { Target } from './target';
import type { ErrorCode } from '../protocol';

export type TransportErrorKind =
  /** No connection. */
  | 'unreachable'
  /** A connection that ended before the answer did. */
  | 'cut'
  /** An answer that does not come from a database. */
  | 'garbled'
  /** No answer in time. */
  | 'late';

export type TransportErrorOptions = {
  kind: TransportErrorKind;
  target: Target;
  /** What happened; it follows a colon: `nothing listens there`. */
  reason: string;
  /** What to do, if more can be said than for other errors of this kind. */
  advice?: string;
  cause?: unknown;
};

export class TransportError extends ApiError {
  override name = 'TransportError';

  constructor(private readonly options: TransportErrorOptions) {
    const { kind, target, reason, advice = '', cause } = options;
    const { code, what, todo } = FIRST[kind];
    super(code, `${what(target)}: ${reason}. ${advice || todo(target)}`, {
      cause
    });
  }

  /** The same, for a database that has answered before. */
  ofOneThatAnswered(): ApiError {
    const { kind, target, reason, advice } = this.options;
    const { code, what, todo } = LATER[kind];
    return new ApiError(
      code,
      `${what(target)}: ${reason}. ${advice ?? todo(target)}`,
      { cause: this }
    );
  }
}

type Wording = {
  code: ErrorCode;
  what: (target: Target) => string;
  todo: (target: Target) => string;
};

const notADatabase: Wording = {
  code: 'bad_upstream_answer',
  what: target =>
    `The server at ${nameOf(target)} does not answer like a database`,
  todo: ({ protocol }) =>
    `Check that this port uses the protocol "${protocol}".`
};

const noMore = (target: Target): string =>
  `The database at ${nameOf(target)} no longer answers`;

const FIRST: Readonly<Record<TransportErrorKind, Wording>> = {
  unreachable: {
    code: 'database_unreachable',
    what: target => `The database at ${nameOf(target)} cannot be reached`,
    todo: () => 'Check that it is running, and check the host and port.'
  },
  cut: notADatabase,
  garbled: notADatabase,
  late: {
    code: 'database_timeout',
    what: target => `The database at ${nameOf(target)} does not answer`,
    todo: () => 'Try again. Check that it is running and not overloaded.'
  }
};

const LATER: Readonly<Record<TransportErrorKind, Wording>> = {
  unreachable: {
    code: 'database_unreachable',
    what: noMore,
    todo: () => 'It may have stopped, or it is restarting.'
  },
  cut: {
    code: 'database_lost',
    what: noMore,
    todo: () =>
      'It may have stopped or restarted. The running statement may have taken effect.'
  },
  garbled: {
    code: 'bad_upstream_answer',
    what: target =>
      `The answer of the database at ${nameOf(target)} cannot be read`,
    todo: () =>
      'The database or a proxy in front of it may have been replaced or restarted.'
  },
  late: {
    code: 'database_timeout',
    what: noMore,
    todo: () => 'Check that it is running and not overloaded.'
  }
};
