/**
 * Makes one call to the database: encodes it for the protocol of the target, sends it, and decodes
 * the answer. Turns failures into errors without the session ID.
 */
import { ApiError } from '../errors/api-error';
import { nameOf } from '../transport/target';
import type { Target } from '../transport/target';
import type { Password } from '../secrets/password';
import { scrub } from '../secrets/scrub';
import type { SessionId } from '../session/session-id';
import type { ExpectedReply } from '../thrift/binary/binary-reply';
import type { Calls, Method, ThriftProtocol } from '../thrift/calls';
import { TransportError } from '../transport/transport-error';
import { apiErrorOf } from './api-error-of';
import type { TimeLimits } from '../transport/deadlines';
import { readError } from '../transport/network-error';
import { DatabaseError, isDatabaseError } from '../thrift/database-error';
import type { IAnswer } from '../transport/answer';
import type { Exchange, ITransport } from '../transport/transport';
import { ThriftProtocols } from './protocols';

/** Timeout for answers from memory. */
const SHORT_BYTES = 1024 * 1024;

const CONTENT_TYPES: Readonly<Record<ThriftProtocol, string>> = {
  binary: 'application/vnd.apache.thrift.binary',
  json: 'application/vnd.apache.thrift.json'
};

export type CallOptions = {
  target: Target;
  timeLimitMs: number;
  maxAnswerBytes?: number;
  /** False if the call must not run twice. */
  repeatable?: boolean;
  id?: SessionId;
  /** The session that `id` is a clone of. The database may name it, too. */
  clonedFrom?: SessionId | null;
  /** Sent with the call, and removed from what comes back. */
  password?: Password;
  signal?: AbortSignal;
};

/** The database of a call, and the secrets that its errors may name. */
type CallParties = Pick<
  CallOptions,
  'target' | 'id' | 'clonedFrom' | 'password'
>;

type PreparedCall = {
  exchange: Exchange;
  /** Reads the whole reply; throws a {@link DatabaseError} if it is one. */
  decode: (reply: Buffer) => unknown;
  expected: ExpectedReply;
};

/** A call whose reply is read as it arrives. */
export type OpenCall = Omit<PreparedCall, 'exchange'> & { answer: IAnswer };

export type ThriftCallsOptions = {
  transport: ITransport;
  limits: Pick<TimeLimits, 'answerMs'>;
};

export class ThriftCalls {
  private readonly protocols: ThriftProtocols;
  private readonly transport: ITransport;
  /** Databases that have answered since the sidecar started. */
  private readonly answered = new Set<string>();
  private sequence = 0;

  constructor({ transport, limits }: ThriftCallsOptions) {
    this.transport = transport;
    this.protocols = new ThriftProtocols({
      answerMs: limits.answerMs,
      probe: ({ protocol, ...options }) =>
        this.callOver(protocol, 'get_version', [], options)
    });
  }

  /** Makes a call whose reply is held in memory. */
  async call<M extends Method>(
    method: M,
    args: Calls[M]['args'],
    options: CallOptions
  ): Promise<Calls[M]['reply']> {
    return await this.attempt(options, protocol =>
      this.callOver(protocol, method, args, options)
    );
  }

  /** Runs the work with the protocol of the target, and translates its errors. */
  async attempt<T>(
    options: CallParties,
    work: (protocol: ThriftProtocol) => Promise<T>
  ): Promise<T> {
    try {
      const result = await work(await this.protocols.of(options.target));
      this.answered.add(keyOf(options.target));
      return result;
    } catch (error) {
      throw this.translate(error, options);
    }
  }

  /** Turns an error of the database or of the transport into the ApiError for the caller. */
  translate(
    error: unknown,
    { target, id, clonedFrom, password }: CallParties
  ): unknown {
    if (isDatabaseError(error)) {
      this.answered.add(keyOf(target));
      const text = scrub(error.text, id, clonedFrom, password);
      return apiErrorOf(new DatabaseError({ ...error, text }));
    }
    if (error instanceof ApiError && error.code === 'bad_upstream_answer') {
      this.protocols.forget(target);
    }
    return error instanceof TransportError && this.answered.has(keyOf(target))
      ? error.ofOneThatAnswered()
      : error;
  }

  /** Sends a call within {@link attempt}. The caller reads and closes the answer. */
  async open<M extends Method>(
    protocol: ThriftProtocol,
    method: M,
    args: Calls[M]['args'],
    options: CallOptions
  ): Promise<OpenCall> {
    const { exchange, ...call } = await this.prepare(
      protocol,
      method,
      args,
      options
    );
    return { ...call, answer: await this.transport.open(exchange) };
  }

  private async prepare<M extends Method>(
    protocol: ThriftProtocol,
    method: M,
    args: Calls[M]['args'],
    options: CallOptions
  ): Promise<PreparedCall> {
    const {
      target,
      timeLimitMs,
      maxAnswerBytes = SHORT_BYTES,
      repeatable = true,
      signal
    } = options;
    const { encodeCall } = await import('../thrift/thrift-codec');
    const sequence = (this.sequence = (this.sequence % 0x7fffffff) + 1);
    const { bytes, decode } = encodeCall(protocol, method, args, sequence);
    const exchange: Exchange = {
      target,
      contentType: CONTENT_TYPES[protocol],
      call: bytes,
      timeLimitMs,
      maxAnswerBytes,
      repeatable,
      signal
    };
    return { exchange, decode, expected: { method, sequence } };
  }

  private async callOver<M extends Method>(
    protocol: ThriftProtocol,
    method: M,
    args: Calls[M]['args'],
    options: CallOptions
  ): Promise<Calls[M]['reply']> {
    const { exchange, decode } = await this.prepare(
      protocol,
      method,
      args,
      options
    );
    const answer = await this.transport.exchange(exchange);
    try {
      return decode(answer) as Calls[M]['reply'];
    } catch (error) {
      throw readError(error, options.target);
    }
  }
}

const keyOf = (target: Target): string =>
  `${target.protocol} ${nameOf(target)}`;
