import { describe, expect, test } from 'vitest';
import {
  CHUNK_BYTES,
  ChunksNotTakenError,
  MIN_CHUNK_BYTES,
  PartialFile
} from '../../../../src/export/partial-file';
import { failure, FakeContents } from '../../../helpers/fake-contents';

const PATH = 'data/a.csv.part~';

const start = () => {
  const contents = new FakeContents();
  return {
    contents,
    file: new PartialFile({ contents, path: PATH, mimeType: 'text/csv' })
  };
};

const bytes = (length: number): Buffer =>
  Buffer.from(Uint8Array.from({ length }, (_, index) => (index * 31) & 0xff));

test('a small file goes in one piece', async () => {
  const { contents, file } = start();
  await file.write(bytes(100));
  await file.write(bytes(CHUNK_BYTES - 100));
  await file.finish();
  expect(contents.chunks).toEqual([undefined]);
  expect(contents.files.get(PATH)?.byteLength).toBe(CHUNK_BYTES);
});

test('a large file goes in numbered chunks, the last of which says so', async () => {
  const { contents, file } = start();
  const all = bytes(2 * CHUNK_BYTES + 5);
  for (let at = 0; at < all.length; at += 700_001) {
    await file.write(all.subarray(at, at + 700_001));
  }
  await file.finish();
  expect(contents.chunks).toEqual([1, 2, -1]);
  expect(contents.files.get(PATH)?.equals(all)).toBe(true);
  expect(file.size).toBe(all.length);
});

test('a file that fills its chunks exactly has no empty last one', async () => {
  const { contents, file } = start();
  await file.write(bytes(2 * CHUNK_BYTES));
  await file.finish();
  expect(contents.chunks).toEqual([1, -1]);
  expect(contents.files.get(PATH)?.byteLength).toBe(2 * CHUNK_BYTES);
});

test('a file that has another length than was written is refused', async () => {
  const { contents, file } = start();
  await file.write(bytes(2 * CHUNK_BYTES));
  contents.files.delete(PATH);
  await expect(file.finish()).rejects.toThrow(PATH);
});

describe('through a proxy that limits bodies', () => {
  const all = bytes(2 * CHUNK_BYTES + 5);

  test.each([
    // nginx's, and of base64 text, which is a third longer than its bytes.
    ['1 MiB', 1024 * 1024, [1, 2, 3, 4, -1]],
    ['a third of it', 350_000, undefined],
    ['what just fits the least', Math.ceil(MIN_CHUNK_BYTES / 3) * 4, undefined]
  ])(
    'of %s it goes in smaller chunks, and is whole',
    async (_, limit, chunks) => {
      const { contents, file } = start();
      contents.bodyLimit = limit;
      await file.write(all);
      await file.finish();
      expect(contents.files.get(PATH)?.equals(all)).toBe(true);
      expect(contents.chunks.at(-1)).toBe(-1);
      if (chunks) {
        expect(contents.chunks).toEqual(chunks);
      }
    }
  );

  test('a file that would have gone in one piece goes in two', async () => {
    const { contents, file } = start();
    contents.bodyLimit = 700_000;
    await file.write(all.subarray(0, CHUNK_BYTES - 100));
    await file.finish();
    expect(contents.chunks).toEqual([1, -1]);
    expect(
      contents.files.get(PATH)?.equals(all.subarray(0, CHUNK_BYTES - 100))
    ).toBe(true);
  });

  test('a smaller limit, which lets nothing through, is an error and leaves nothing', async () => {
    const { contents, file } = start();
    contents.bodyLimit = MIN_CHUNK_BYTES - 1;
    await expect(file.write(all)).rejects.toThrow('Too Large');
    expect(await file.discard()).toBe(true);
    expect(contents.names).toEqual([]);
  });

  test('any other refusal is not tried again', async () => {
    const { contents, file } = start();
    contents.before = call => {
      if (call === 'save') {
        throw failure(507, 'No space.');
      }
    };
    await expect(file.write(all)).rejects.toThrow('No space.');
    expect(contents.chunks).toEqual([]);
  });
});

describe.each([true, false])(
  'a manager that knows no chunks, its models with a size: %s',
  tellsSize => {
    test.each([2 * CHUNK_BYTES, 5 * CHUNK_BYTES + 7])(
      'a file of %i bytes is refused at its second chunk, and nothing of it is left',
      async length => {
        const { contents, file } = start();
        Object.assign(contents, { takesChunks: false, tellsSize });
        const writing = (async () => {
          await file.write(bytes(length));
          await file.finish();
        })();
        await expect(writing).rejects.toThrow(ChunksNotTakenError);
        expect(contents.chunks).toHaveLength(2);
        expect(await file.discard()).toBe(true);
        expect(contents.names).toEqual([]);
      }
    );

    test('a small file is taken', async () => {
      const { contents, file } = start();
      Object.assign(contents, { takesChunks: false, tellsSize });
      await file.write(bytes(CHUNK_BYTES));
      await file.finish();
      expect(contents.files.get(PATH)?.byteLength).toBe(CHUNK_BYTES);
    });
  }
);

test('a manager that takes chunks and tells no size is believed after a look', async () => {
  const { contents, file } = start();
  contents.tellsSize = false;
  const all = bytes(3 * CHUNK_BYTES);
  await file.write(all);
  await file.finish();
  expect(contents.files.get(PATH)?.equals(all)).toBe(true);
});

test('what is discarded is gone, and is emptied first for the trash', async () => {
  const { contents, file } = start();
  const sizes: (number | undefined)[] = [];
  contents.before = call => {
    if (call === 'delete') {
      sizes.push(contents.files.get(PATH)?.byteLength);
    }
  };
  await file.write(bytes(2 * CHUNK_BYTES));
  expect(contents.names).toEqual([PATH]);
  expect(await file.discard()).toBe(true);
  expect(contents.names).toEqual([]);
  expect(sizes).toEqual([0]);
});

test('nothing is asked of the server when nothing was written', async () => {
  const { contents, file } = start();
  contents.before = call => {
    throw new Error(call);
  };
  await file.write(bytes(10));
  expect(await file.discard()).toBe(true);
});

test('what cannot be removed is told', async () => {
  const { contents, file } = start();
  await file.write(bytes(2 * CHUNK_BYTES));
  contents.before = call => {
    if (call === 'delete') {
      throw failure(400, 'The trash is full.');
    }
  };
  expect(await file.discard()).toBe(false);
});
