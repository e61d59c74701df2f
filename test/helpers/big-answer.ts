/**
 * Stands in front of the sandbox, and answers one statement itself: `SELECT * FROM big`, with the
 * requested number of rows, produced no faster than they are read. Binary Thrift over HTTP only.
 */
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tableFromArrays, tableToIPC } from 'apache-arrow';

export const BIG = 'SELECT * FROM big';
export const ROW_BYTES = 64;

const BATCH_ROWS = 50_000;
const COLUMNS = ROW_BYTES / 8;
const END_BYTES = 8;
const STRUCT = 12;
const STRING = 11;
const DF_BUFFER = 7;

export class BigAnswer {
  /** Bytes of rows that were read so far. */
  given = 0;
  private readonly server = http.createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => void this.answer(Buffer.concat(pieces), response));
  });

  private constructor(
    private readonly sandboxPort: number,
    private readonly rows: number
  ) {}

  /** `rows` is a multiple of 50,000. */
  static async start(sandboxPort: number, rows: number): Promise<BigAnswer> {
    const answer = new BigAnswer(sandboxPort, rows);
    answer.server.listen(0, '127.0.0.1');
    await once(answer.server, 'listening');
    return answer;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise(resolve => this.server.close(resolve));
  }

  private async answer(
    call: Buffer,
    response: http.ServerResponse
  ): Promise<void> {
    const { method, sequence } = headOf(call);
    if (method === 'sql_execute_df' && call.includes(BIG)) {
      await this.give(sequence, response);
      return;
    }
    const onward = http.request(
      { host: '127.0.0.1', port: this.sandboxPort, method: 'POST' },
      answer => void answer.pipe(response)
    );
    onward.setHeader('Content-Type', 'application/vnd.apache.thrift.binary');
    onward.on('error', () => response.destroy());
    onward.end(call);
  }

  private async give(
    sequence: number,
    response: http.ServerResponse
  ): Promise<void> {
    const { schema, batch, end } = piecesOfStream();
    const batches = this.rows / BATCH_ROWS;
    const length = schema.length + batches * batch.length + end.length;
    response.write(frameBefore(sequence, length));
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const write = async (bytes: Buffer): Promise<void> => {
      if (!response.write(bytes)) {
        await once(response, 'drain', { signal: gone.signal });
      }
      this.given += bytes.length;
    };
    try {
      await write(schema);
      for (let made = 0; made < batches; made++) {
        await write(batch);
      }
      await write(end);
      // Ends the frame, and then the result.
      response.end(Buffer.of(0, 0));
    } catch {
      response.destroy();
    }
  }
}

function headOf(call: Buffer): { method: string; sequence: number } {
  const length = call.readInt32BE(4);
  return {
    method: call.toString('latin1', 8, 8 + length),
    sequence: call.readInt32BE(8 + length)
  };
}

/** Up to the first byte of the frame's buffer. */
function frameBefore(sequence: number, length: number): Buffer {
  const name = Buffer.from('sql_execute_df');
  return Buffer.concat([
    Buffer.of(0x80, 1, 0, 2),
    int32(name.length),
    name,
    int32(sequence),
    Buffer.of(STRUCT, 0, 0, STRING, 0, DF_BUFFER),
    int32(length)
  ]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** An Arrow stream's batch, which may be repeated any number of times. */
function piecesOfStream(): { schema: Buffer; batch: Buffer; end: Buffer } {
  const columns = Array.from({ length: COLUMNS }, (_, index) => [
    `c${index}`,
    BigInt64Array.from({ length: BATCH_ROWS }, (_value, n) => BigInt(n))
  ]);
  const table = tableFromArrays(
    Object.fromEntries(columns) as Record<string, BigInt64Array>
  );
  const stream = Buffer.from(tableToIPC(table, 'stream'));
  // A continuation mark, the length of what follows, and a schema without a body.
  const start = 8 + stream.readInt32LE(4);
  const finish = stream.length - END_BYTES;
  return {
    schema: stream.subarray(0, start),
    batch: stream.subarray(start, finish),
    end: stream.subarray(finish)
  };
}
