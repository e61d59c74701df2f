/**
 * What the database client makes of answers that are spoilt on their way, or were never meant for
 * it: an ApiError of those that the table knows, in time and memory that are bounded, or rows that
 * hang together.
 */
import { tableFromIPC } from 'apache-arrow';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ThriftProtocol } from '../../../../server/thrift/calls';
import { DatabaseClient } from '../../../../server/database/database-client';
import type {
  Exchange,
  ITransport
} from '../../../../server/transport/transport';
import { wholeAnswer } from '../../../../server/transport/whole-answer';
import { ApiError } from '../../../../server/errors/api-error';
import { arrowFromColumns } from '../../../../server/arrow/arrow-from-columns';
import { Statements } from '../../../../server/database/statements';
import { ThriftCalls } from '../../../../server/database/thrift-calls';
import type { Target } from '../../../../server/transport/target';
import { SessionId } from '../../../../server/session/session-id';
import {
  changes,
  inPiecesOf,
  pieceSizes,
  spoil
} from '../../../helpers/arbitrary-bytes';
import { runs } from '../../../helpers/fuzz';
import { type Replies, replies } from '../../../helpers/replies';

const MOST = 1_000_000;
const CODES =
  /^(bad_upstream_answer|database_lost|query_failed|session_expired|result_too_large)$/;
const LIMITS = { connectMs: 1, answerMs: 1, idleMs: 1, queryMs: 1 };

const WAYS: [string, ThriftProtocol, Target][] = [
  ['http-json', 'json', { protocol: 'http', host: 'db', port: 6278 }],
  ['http-binary', 'binary', { protocol: 'http', host: 'db', port: 6276 }],
  ['tcp-binary', 'binary', { protocol: 'binary', host: 'db', port: 6274 }]
];

type Answering = { database: DatabaseClient; statements: Statements };

/** A database that answers so, whatever it is asked. */
function answering(bytes: Buffer, sizes: readonly number[]): Answering {
  const open = () => ({
    read: inPiecesOf(bytes, sizes),
    close: () => undefined
  });
  const transport: ITransport = {
    open: () => Promise.resolve(open()),
    exchange: (exchange: Exchange) => wholeAnswer(open(), exchange),
    dispose: () => undefined
  };
  const calls = new ThriftCalls({ transport, limits: LIMITS });
  return {
    database: new DatabaseClient({ calls, limits: LIMITS }),
    statements: new Statements({ calls, limits: LIMITS, maxBytes: MOST })
  };
}

const id = SessionId.parse('session-0')!;
const STATEMENT = { sql: 'SELECT 1', rowLimit: null };

const CALLS = {
  frame: async ({ statements }: Answering, target: Target): Promise<Buffer> => {
    const frame = await statements.executeArrow(STATEMENT, { target, id });
    const parts: Buffer[] = [];
    for (let part; (part = await frame.read());) {
      parts.push(Buffer.from(part));
    }
    return Buffer.concat(parts);
  },
  columns: async (
    { statements }: Answering,
    target: Target
  ): Promise<Buffer> => {
    const { columns } = await statements.executeColumns(STATEMENT, {
      ...{ target, id }
    });
    const bytes = Buffer.concat(await arrowFromColumns(columns));
    const table = tableFromIPC(bytes);
    expect(table.numCols).toBe(columns.length);
    if (columns.length > 0) {
      expect(table.numRows).toBe(columns[0]!.values.length);
    }
    return bytes;
  },
  tables: async ({ database }: Answering, target: Target): Promise<Buffer> =>
    Buffer.from(JSON.stringify(await database.tables({ target, id }))),
  details: async ({ database }: Answering, target: Target): Promise<Buffer> =>
    Buffer.from(
      JSON.stringify(
        await database.tableDetails({ target, id }, 't'),
        (_key, value: unknown) =>
          typeof value === 'bigint' ? String(value) : value
      )
    )
};
type CallName = keyof typeof CALLS;

async function outcome(
  call: CallName,
  target: Target,
  [bytes, sizes]: [Buffer, readonly number[]]
): Promise<Buffer | 'fault'> {
  try {
    return await CALLS[call](answering(bytes, sizes), target);
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    expect(error.code).toMatch(CODES);
    return 'fault';
  }
}

let good: Record<ThriftProtocol, Replies>;
beforeAll(async () => {
  good = { json: await replies('json'), binary: await replies('binary') };
});

describe.each(WAYS)('over %s', (_way, protocol, target) => {
  describe.each(Object.keys(CALLS) as CallName[])('%s', call => {
    test('a good answer is the same in any pieces', async () => {
      const bytes = good[protocol][call];
      const whole = await outcome(call, target, [bytes, [bytes.length]]);
      expect(whole).not.toBe('fault');
      await fc.assert(
        fc.asyncProperty(pieceSizes, async sizes => {
          const found = await outcome(call, target, [bytes, sizes]);
          expect((whole as Buffer).equals(found as Buffer)).toBe(true);
        }),
        { numRuns: runs(30) }
      );
    });

    test('no part of it passes for the whole', async () => {
      const bytes = good[protocol][call];
      await fc.assert(
        fc.asyncProperty(fc.nat(), pieceSizes, async (at, sizes) => {
          const part = bytes.subarray(0, at % bytes.length);
          expect(await outcome(call, target, [part, sizes])).toBe('fault');
        }),
        { numRuns: runs(60) }
      );
    });

    test('spoilt, it is a fault that the table knows, or hangs together', async () => {
      await fc.assert(
        fc.asyncProperty(changes, pieceSizes, async (how, sizes) => {
          await outcome(call, target, [
            spoil(good[protocol][call], how),
            sizes
          ]);
        }),
        { numRuns: runs(150) }
      );
    });

    test('any bytes at all are a fault', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat(),
          fc.uint8Array({ maxLength: 200 }),
          pieceSizes,
          async (at, rest, sizes) => {
            // As good as it begins: up to where the result has not ended.
            const begun = good[protocol][call].subarray(0, at % 40);
            const bytes = Buffer.concat([begun, rest]);
            expect(await outcome(call, target, [bytes, sizes])).toBe('fault');
          }
        ),
        {
          numRuns: runs(80),
          examples: [
            // A list of a negative size, which was an empty one over HTTP.
            [26, Uint8Array.of(0x80, 0, 0, 0, 0), [1]]
          ]
        }
      );
    });

    test('sizes of 2 GiB at any place take no memory', async () => {
      const bytes = good[protocol][call];
      const before = process.memoryUsage().arrayBuffers;
      for (let at = 0; at + 4 <= Math.min(bytes.length, 300); at++) {
        const spoilt = Buffer.from(bytes);
        spoilt.writeInt32BE(0x7fffffff, at);
        await outcome(call, target, [spoilt, [64]]);
      }
      const grown = process.memoryUsage().arrayBuffers - before;
      expect(grown).toBeLessThan(64 * 1024 * 1024);
    });
  });
});
