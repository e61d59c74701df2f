/** Outside check: HeavyDB writes its rows by Arrow's C++ library, as pyarrow does. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ArrowStreamCheck } from '../../server/arrow/arrow-stream';
import { testPython } from '../helpers/python';

const SCRIPT = fileURLToPath(
  new URL('./python/arrow_of_every_type.py', import.meta.url)
);

test('a stream with every kind of type and two thousand columns is in order', async () => {
  const { stdout } = await promisify(execFile)(testPython(), [SCRIPT], {
    encoding: 'buffer',
    maxBuffer: 64 * 1024 * 1024
  });
  const check = new ArrowStreamCheck();
  for (let at = 0; at < stdout.length; at += 1000) {
    check.push(stdout.subarray(at, at + 1000));
  }
  expect(check.end()).toEqual({ rows: 3, isEnded: true });
});
