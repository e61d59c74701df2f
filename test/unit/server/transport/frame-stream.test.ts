/** The rows of one answer: in order, ended by what the rest of it tells, and let go of in any case. */
import { describe, expect, test } from 'vitest';
import type { IAnswer } from '../../../../server/transport/answer';
import type { FrameAnswer, FramePart } from '../../../../server/thrift/calls';
import { FrameStream } from '../../../../server/transport/frame-stream';
import { declaredError } from '../../../../server/thrift/database-error';
import { ApiError } from '../../../../server/errors/api-error';
import type { Target } from '../../../../server/transport/target';

const TOLD: FrameAnswer = {
  sm_handle: Buffer.alloc(0),
  df_handle: Buffer.alloc(0),
  sm_size: null,
  df_size: null,
  execution_time_ms: 42n
};
const OF_USER = new ApiError('query_failed', 'There is no table "x".');

/** An answer of which nothing is left but this. */
class Rest implements IAnswer {
  reads = 0;
  closings = 0;

  constructor(private readonly left: Buffer | null = null) {}

  read(): Promise<Buffer | null> {
    this.reads++;
    return Promise.resolve(this.left);
  }

  close(): void {
    this.closings++;
  }
}

type Parts = (FramePart | Error)[];

async function* play(parts: Parts): AsyncGenerator<FramePart, FrameAnswer> {
  for (const part of parts) {
    if (part instanceof Error) {
      throw part;
    }
    yield await Promise.resolve(part);
  }
  return TOLD;
}

function streamOf(
  parts: Parts,
  {
    rest = new Rest(),
    protocol = 'http'
  }: { rest?: Rest; protocol?: Target['protocol'] } = {}
): { frame: FrameStream; rest: Rest } {
  const frame = new FrameStream({
    answer: rest,
    target: { protocol, host: 'db', port: 6278 },
    parts: play(parts),
    translate: error => (error instanceof ApiError ? error : OF_USER)
  });
  return { frame, rest };
}

async function readAll(frame: FrameStream): Promise<string[]> {
  const texts: string[] = [];
  for (let bytes; (bytes = await frame.read());) {
    texts.push(bytes.toString());
  }
  return texts;
}

const bytes = (text: string): FramePart => ({ bytes: Buffer.from(text) });

test('begins with what was announced, before any row is read', async () => {
  const { frame } = streamOf([{ announced: 5 }, bytes('abc'), bytes('de')]);
  expect(frame.announced).toBeNull();
  await frame.begin();
  expect(frame.announced).toBe(5);
  expect(frame.answer).toBeNull();
});

test('hands on the rows in their order, and then what else was told', async () => {
  const { frame, rest } = streamOf([
    ...[bytes(''), { announced: 5 }],
    ...[bytes('abc'), bytes(''), bytes('de'), bytes('')]
  ]);
  await frame.begin();
  expect(await readAll(frame)).toEqual(['abc', 'de']);
  expect(frame.answer).toBe(TOLD);
  expect(rest.closings).toBe(1);
});

test('without rows there is nothing to read, as often as one asks', async () => {
  const { frame } = streamOf([{ announced: 0 }]);
  await frame.begin();
  expect(frame.answer).toBe(TOLD);
  expect(await frame.read()).toBeNull();
  expect(await frame.read()).toBeNull();
});

test('closing it lets go of the answer', () => {
  const { frame, rest } = streamOf([]);
  frame.close();
  expect(rest.closings).toBe(1);
});

describe('after the rows', () => {
  test.each(['http', 'https'] as const)(
    'more over %s is a bad answer, which names the place',
    async protocol => {
      const rest = new Rest(Buffer.from('x'));
      const { frame } = streamOf([bytes('abc')], { rest, protocol });
      await frame.begin();
      expect(await frame.read()).toEqual(Buffer.from('abc'));
      await expect(frame.read()).rejects.toMatchObject({
        code: 'bad_upstream_answer',
        message: expect.stringContaining('is not Thrift') as string
      });
      expect(frame.answer).toBeNull();
      expect(rest.closings).toBe(1);
    }
  );

  test('raw TCP is not waited for: it has no end', async () => {
    const { frame, rest } = streamOf([bytes('abc')], { protocol: 'binary' });
    await frame.begin();
    expect(await readAll(frame)).toEqual(['abc']);
    expect(rest).toMatchObject({ reads: 0, closings: 1 });
  });
});

describe('what ends it early closes the answer, and is told as', () => {
  const timeout = new ApiError('database_timeout', 'It took too long.');

  test.each([
    ['what it is, where we know it', timeout, timeout],
    ['what the database refused', declaredError('no x'), OF_USER],
    [
      'a bad answer, where it is no answer',
      new RangeError('it is too big'),
      expect.objectContaining({
        code: 'bad_upstream_answer',
        message: expect.stringContaining('db:6278') as string
      }) as ApiError
    ]
  ])('%s', async (_name, error, told) => {
    const { frame, rest } = streamOf([bytes('abc'), error]);
    await frame.begin();
    await frame.read();
    await expect(frame.read()).rejects.toEqual(told);
    expect(rest.closings).toBe(1);
  });

  test('so before the first row', async () => {
    const { frame, rest } = streamOf([timeout]);
    await expect(frame.begin()).rejects.toBe(timeout);
    expect(rest.closings).toBe(1);
  });
});
