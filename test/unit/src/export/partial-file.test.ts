import { expect, test } from 'vitest';
import { CHUNK_BYTES, PartialFile } from '../../../../src/export/partial-file';
import { failure, FakeContents } from '../../../helpers/fake-contents';

const PATH = 'data/a.csv.part';

const start = () => {
  const contents = new FakeContents();
  return { contents, file: new PartialFile({ contents, path: PATH }) };
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
