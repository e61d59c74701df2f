/** One Thrift message in, one out, in the same protocol. Knows no transport. */
import { Processor } from '../../server/thrift/generated/Heavy.js';
import type { Handler } from './handler.js';
import { jsonProtocol } from './json-protocol.js';
import { type IProtocol, type ITransport, thrift } from './runtime.js';

export type ProtocolName = 'json' | 'binary';

interface IProcessor {
  process(input: IProtocol, output: IProtocol): void;
}

/** An opening bracket begins JSON, 0x80 the strict binary protocol; nothing else is Thrift. */
export function protocolOf(
  first: number | undefined
): ProtocolName | undefined {
  switch (first) {
    case 0x5b:
      return 'json';
    case 0x80:
      return 'binary';
    default:
      return undefined;
  }
}

export class MessageProcessor {
  private readonly _processor: IProcessor;

  constructor(handler: Handler) {
    this._processor = new (
      Processor as unknown as new (handler: Handler) => IProcessor
    )(handler);
  }

  /** Throws when the message is malformed or, in `input`, not yet complete. */
  process(
    protocol: ProtocolName,
    input: ITransport,
    reply: (message: Buffer) => void
  ): void {
    this._processor.process(
      newProtocol(protocol, input),
      newProtocol(protocol, new thrift.TBufferedTransport(undefined, reply))
    );
  }
}

/** The answer to a message that could not be read. */
export function protocolError(
  protocol: ProtocolName,
  message: string,
  reply: (message: Buffer) => void
): void {
  const output = newProtocol(
    protocol,
    new thrift.TBufferedTransport(undefined, reply)
  );
  output.writeMessageBegin('', thrift.Thrift.MessageType.EXCEPTION, 0);
  new thrift.Thrift.TApplicationException(
    thrift.Thrift.TApplicationExceptionType.PROTOCOL_ERROR,
    message
  ).write(output);
  output.writeMessageEnd();
  output.flush();
}

const newProtocol = (name: ProtocolName, transport: ITransport): IProtocol =>
  name === 'binary'
    ? new thrift.TBinaryProtocol(transport)
    : jsonProtocol(transport);
