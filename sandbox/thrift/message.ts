/** One Thrift message in, one out, in the same protocol. Knows no transport. */
import { Processor } from '../../server/database/generated/Heavy.js';
import type { Handler } from './handler.js';
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

function newProtocol(name: ProtocolName, transport: ITransport): IProtocol {
  if (name === 'binary') {
    return new thrift.TBinaryProtocol(transport);
  }
  const json = new thrift.TJSONProtocol(transport);
  // npm's thrift writes a bare NaN and small negative integers so that they are no JSON, and
  // escapes text letter by letter.
  json.writeI64 = value => {
    json.tstack?.push(String(value.buffer.readBigInt64BE(0)));
  };
  json.writeDouble = value => {
    json.tstack?.push(
      Number.isFinite(value) ? value : JSON.stringify(String(value))
    );
  };
  json.writeString = text => {
    json.tstack?.push(JSON.stringify(text === null ? null : String(text)));
  };
  return json;
}
