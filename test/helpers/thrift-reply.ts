/** The bytes of a database's reply, made by Apache's own library from a value or an error. */
import type { Calls, Method, ThriftProtocol } from '../../server/thrift/calls';
import { encodeCall } from '../../server/thrift/thrift-codec';
import type { Handler } from '../../sandbox/thrift/handler.js';
import { MessageProcessor } from '../../sandbox/thrift/message.js';
import { type ITransport, thrift } from '../../sandbox/thrift/runtime.js';

export const SEQUENCE = 77;

export type ReplyOptions<M extends Method> = {
  protocol: ThriftProtocol;
  method: M;
  args: Calls[M]['args'];
  /** Returns the result, or throws. */
  answer: () => unknown;
  sequence?: number;
};

export type ThriftReply = {
  bytes: Buffer;
  /** As the stubs do it. */
  decode: (bytes: Buffer) => unknown;
};

export async function thriftReply<M extends Method>(
  options: ReplyOptions<M>
): Promise<ThriftReply> {
  const { protocol, method, args, answer, sequence = SEQUENCE } = options;
  const call = encodeCall(protocol, method, args, sequence);
  // The stubs decide by a method's arity whether it takes a callback.
  const work = (..._args: unknown[]): Promise<unknown> =>
    Promise.resolve().then(answer);
  Object.defineProperty(work, 'length', { value: args.length });
  const processor = new MessageProcessor({
    [method]: work
  } as unknown as Handler);
  const bytes = await new Promise<Buffer>(resolve => {
    thrift.TBufferedTransport.receiver((input: ITransport) =>
      processor.process(protocol, input, resolve)
    )(call.bytes);
  });
  return { bytes, decode: call.decode };
}

/** Yields the bytes in pieces of this size, and then the end. */
export function inPieces(
  bytes: Buffer,
  size: number
): () => Promise<Buffer | null> {
  let at = 0;
  return () => {
    const piece = bytes.subarray(at, at + size);
    at += size;
    return Promise.resolve(piece.length > 0 ? piece : null);
  };
}
