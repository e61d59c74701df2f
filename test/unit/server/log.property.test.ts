import { Writable } from 'node:stream';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog, oneLine } from '../../../server/log';
import { runs } from '../../helpers/fuzz';

/** Text in which what steers terminals and ends lines is frequent. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom('\n', '\r', '\u001b[2J', '\u0085', '\u2028', '\u009b'),
      fc.constantFrom('\n[E 2026-01-01 00:00:00.000 omnisci] forged', '\t'),
      fc.string({ unit: 'binary', maxLength: 6 })
    ),
    { maxLength: 6 }
  )
  .map(parts => parts.join(''));

const logged = (write: (log: ReturnType<typeof createLog>) => void): string => {
  let output = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      output += chunk.toString();
      done();
    }
  });
  write(createLog(stream));
  return output;
};

// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]/;
const HEAD = /^\[E \d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} omnisci\] /;

test('a message is one line, and all of it but the control characters', () => {
  fc.assert(
    fc.property(text, message => {
      const lines = logged(log => log.error(message)).split('\n');
      expect(lines).toHaveLength(2);
      expect(lines[0]).toMatch(HEAD);
      expect(lines[0]).not.toMatch(CONTROL);
      expect(lines[1]).toBe('');
    }),
    { numRuns: runs(300) }
  );
});

test('text without control characters stays as it is', () => {
  fc.assert(
    fc.property(text, message => {
      const clean = oneLine(message);
      expect(clean).not.toMatch(CONTROL);
      expect(oneLine(clean)).toBe(clean);
      fc.pre(!CONTROL.test(message) && !message.includes('\n'));
      expect(clean).toBe(message);
    }),
    { numRuns: runs(300) }
  );
});

test('no error can forge a line or steer the terminal', () => {
  fc.assert(
    fc.property(text, text, text, (message, name, code) => {
      const cause = Object.assign(new Error(message), { name, code });
      const [first = '', ...rest] = logged(log =>
        log.error('It failed.', cause)
      )
        .trimEnd()
        .split('\n');
      expect(first).toMatch(HEAD);
      for (const line of rest) {
        expect(line).toMatch(/^ {4}/);
        expect(line).not.toMatch(CONTROL);
      }
    }),
    { numRuns: runs(300) }
  );
});
