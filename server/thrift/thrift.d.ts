/** The used part of the npm package `thrift` 0.24, which has no types. */
declare module 'thrift' {
  export class TTransport {
    flush(): void;
  }

  export class TProtocol {
    constructor(transport: TTransport);
    readMessageBegin(): { fname: string; mtype: number; rseqid: number };
  }

  export class TBufferedTransport extends TTransport {
    constructor(buffer: undefined, onFlush: (message: Buffer) => void);
  }

  export class TFramedTransport extends TTransport {
    constructor(buffer: Buffer);
    readPos: number;
    inBuf: Buffer;
    read(length: number): Buffer;
    ensureAvailable(length: number): void;
  }

  export class TBinaryProtocol extends TProtocol {
    protected trans: TTransport;
  }

  export class TJSONProtocol extends TProtocol {}

  export namespace Thrift {
    const Type: Readonly<Record<string, number>>;
    const MessageType: Readonly<Record<'CALL' | 'REPLY' | 'EXCEPTION', number>>;
    class TApplicationException extends Error {
      type: number;
    }
  }

  /** The generated declarations name it; nothing uses it. */
  export type Q = never;
}

declare module 'node-int64' {
  export default class Int64 {
    buffer: Buffer;
    offset: number;
  }
}
