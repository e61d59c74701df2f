import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { createLog } from '../../../server/log';

const collect = (): { stream: Writable; text: () => string } => {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString();
      done();
    }
  });
  return { stream, text: () => text };
};

test('writes one line, whatever the message holds', () => {
  const { stream, text } = collect();
  createLog(stream).warn('first\n[E forged]\r\u001b[31m second');
  expect(text()).toMatch(
    /^\[W \d{4}-\d\d-\d\d [\d:.]+ omnisci\] first \[E forged\] \[31m second\n$/
  );
});

test('survives a stream that breaks', () => {
  const { stream } = collect();
  const log = createLog(stream);
  stream.destroy(new Error('EPIPE'));
  expect(() => log.error('still there', new Error('cause'))).not.toThrow();
});
