/**
 * Translates between our calls and Thrift's bytes with the generated stubs. Loaded at the first
 * call, because the npm package is a large part of the sidecar.
 */
import {
  TBinaryProtocol,
  TBufferedTransport,
  TFramedTransport,
  Thrift,
  TJSONProtocol
} from 'thrift';
import { Client } from './generated/Heavy';
import { TDBException } from './generated/heavydb_types';
import type { Calls, Method, ThriftProtocol } from './calls';
import { JsonInput } from './json/json-input';
import { MalformedMessage, MessageScanner } from './message-scanner';
import { applicationError, declaredError } from './database-error';

type Callback = (error: unknown, result?: unknown) => void;
type Stub = Record<string, (...args: unknown[]) => void> & {
  _seqid: number;
  _reqs: Record<number, Callback>;
};

/** Adds what the protocol lacks: int64 as bigint, without an object and a buffer for each value. */
class BinaryInput extends TBinaryProtocol {
  readI64(): bigint {
    const transport = this.trans as TFramedTransport;
    transport.ensureAvailable(8);
    const value = transport.inBuf.readBigInt64BE(transport.readPos);
    transport.readPos += 8;
    return value;
  }
}

export type EncodedCall = {
  bytes: Buffer;
  decode: (answer: Buffer) => unknown;
};

/**
 * Returns the call's bytes, and a function to read the answer, which throws if the answer is
 * another.
 */
export function encodeCall<M extends Method>(
  protocol: ThriftProtocol,
  method: M,
  args: Calls[M]['args'],
  sequence: number
): EncodedCall {
  let bytes: Buffer = Buffer.alloc(0);
  const output = new TBufferedTransport(undefined, message => {
    bytes = message;
  });
  const Protocol = protocol === 'json' ? TJSONProtocol : TBinaryProtocol;
  const stub = new Client(output, Protocol) as unknown as Stub;
  stub._seqid = sequence;
  stub[`send_${method}`]!(...args);
  return {
    bytes,
    decode: answer => decode({ stub, protocol, method, sequence, answer })
  };
}

type Decoding = {
  stub: Stub;
  protocol: ThriftProtocol;
  method: Method;
  sequence: number;
  answer: Buffer;
};

function decode({
  stub,
  protocol,
  method,
  sequence,
  answer
}: Decoding): unknown {
  if (protocol === 'binary') {
    checkWhole(answer);
  }
  const input =
    protocol === 'json'
      ? new JsonInput(answer)
      : new BinaryInput(new TFramedTransport(answer));
  const { fname, mtype, rseqid } = input.readMessageBegin();
  const isException = mtype === Thrift.MessageType.EXCEPTION;
  // Some servers answer an unknown method with another name.
  if (
    rseqid !== sequence ||
    (fname !== method && !isException) ||
    (mtype !== Thrift.MessageType.REPLY && !isException)
  ) {
    throw new TypeError('the answer to another call');
  }
  let outcome: { error: unknown; result?: unknown } | undefined;
  stub._reqs[sequence] = (error, result) => {
    outcome = { error, result };
  };
  stub[`recv_${method}`]!(input, mtype, rseqid);
  if (!outcome) {
    throw new TypeError('no result');
  }
  if (outcome.error) {
    throw exceptionOf(outcome.error);
  }
  return outcome.result;
}

/** The stubs read a negative size as an empty list and ignore what follows. */
function checkWhole(answer: Buffer): void {
  const message = new MessageScanner(answer.length).push(answer);
  if (message?.length !== answer.length) {
    throw new MalformedMessage('it is cut, or something follows it');
  }
}

function exceptionOf(error: unknown): Error {
  if (error instanceof TDBException) {
    return declaredError(String(error.error_msg ?? ''));
  }
  if (error instanceof Thrift.TApplicationException) {
    return applicationError(String(error.message ?? ''), error.type);
  }
  return new TypeError('a result without a value');
}
