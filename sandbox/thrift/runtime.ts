/**
 * The few parts of npm's `thrift` that a server needs, with types: the package ships none, and the
 * generated stubs only mention it.
 */
import { createRequire } from 'node:module';

export interface IInt64 {
  readonly buffer: Buffer;
}

export interface ITransport {
  commitPosition(): void;
  rollbackPosition(): void;
  readonly readCursor: number;
  readonly writeCursor: number;
  readonly inBuf: Buffer;
}

export interface IProtocol {
  writeMessageBegin(name: string, type: number, sequence: number): void;
  writeMessageEnd(): void;
  flush(): void;
  writeI64(value: IInt64): void;
  writeDouble(value: number): void;
  writeString(text: string | Buffer | null): void;
  writeListEnd(): void;
}

interface ITransportClass {
  new (buffer?: Buffer, onFlush?: (message: Buffer) => void): ITransport;
  receiver(
    onData: (transport: ITransport) => void,
    sequence?: number,
    maxLength?: number
  ): (data: Buffer) => void;
}

interface IThrift {
  TBufferedTransport: ITransportClass;
  TBinaryProtocol: new (transport: ITransport) => IProtocol;
  TJSONProtocol: new (transport: ITransport) => IProtocol;
  Int64: new (value: Buffer) => IInt64;
  Thrift: {
    MessageType: { EXCEPTION: number };
    TApplicationExceptionType: { PROTOCOL_ERROR: number };
    TApplicationException: new (
      type: number,
      message: string
    ) => { write(output: IProtocol): void };
  };
}

export const thrift = createRequire(import.meta.url)('thrift') as IThrift;

/** Exact at every size, which a number is not. */
export function int64(value: bigint | number): IInt64 {
  const buffer = Buffer.alloc(8);
  buffer.writeBigInt64BE(BigInt.asIntN(64, BigInt(value)));
  return new thrift.Int64(buffer);
}
