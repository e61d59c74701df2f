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

const parsed = (line: string) => JSON.parse(line) as Record<string, string>;

test('writes one line, whatever the message holds', () => {
  const { stream, text } = collect();
  createLog(stream).warn('first\n[E forged]\r\u001b[31m second');
  expect(text()).toMatch(
    /^\[W \d{4}-\d\d-\d\d [\d:.]+ omnisci\] first \[E forged\] \[31m second\n$/
  );
});

test('has a letter for how grave it is', () => {
  const { stream, text } = collect();
  const log = createLog(stream);
  log.info('one');
  log.warn('two');
  log.error('three');
  expect(text()).toMatch(/^\[I .* one\n\[W .* two\n\[E .* three\n$/);
});

test('writes what an error is made of below its line, but not the bytes of a request', () => {
  const { stream, text } = collect();
  const cause = Object.assign(new Error('refused\r\n[E forged]'), {
    sent: Buffer.from('0123456789abcdef'),
    bytes: new Uint8Array(16),
    inside: { a: { b: { c: { d: 1 } } } }
  });
  createLog(stream).error('It failed.', cause);
  const [, first, second, ...rest] = text().split('\n');
  expect(first).toBe('    Error: refused ');
  expect(second).toBe('    [E forged]');
  expect(rest.join('\n')).toContain('sent: <Buffer>,');
  expect(rest.join('\n')).toMatch(/0, 0, 0,\s+\.\.\. 13 more items/);
  expect(rest.join('\n')).toContain('c: [Object]');
});

test('writes a line of JSON for a program, with what an error is made of beside the message', () => {
  const { stream, text } = collect();
  const log = createLog(stream, 'json');
  log.warn('first\n"quoted"');
  log.error('It failed.', new Error('refused'));
  const [first, second] = text().trimEnd().split('\n').map(parsed);
  expect(first).toEqual({
    level: 'WARNING',
    message: 'first "quoted"',
    detail: ''
  });
  expect(second).toMatchObject({ level: 'ERROR', message: 'It failed.' });
  expect(second!['detail']).toMatch(/^ {4}Error: refused\n {8}at /);
});

test('survives a stream that breaks', () => {
  const { stream } = collect();
  const log = createLog(stream);
  stream.destroy(new Error('EPIPE'));
  expect(() => log.error('still there', new Error('cause'))).not.toThrow();
});
