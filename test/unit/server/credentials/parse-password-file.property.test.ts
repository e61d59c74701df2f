import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPassword } from '../../../../server/credentials/parse-password-file';
import { runs } from '../../../helpers/fuzz';

const field = fc
  .string({ unit: 'binary', maxLength: 12 })
  .filter(text => !/[\r\n]/.test(text));
const target = fc.record({
  server: field,
  protocol: field,
  host: field.filter(text => text !== '' && !text.startsWith('#')),
  port: field,
  user: field,
  database: field
});
type Target = typeof target extends fc.Arbitrary<infer T> ? T : never;

const written = (text: string): string => text.replace(/[\\:]/g, '\\$&');
/** A star alone would be a wildcard. */
const literal = (text: string): string =>
  text === '*' ? '\\*' : written(text);
const lineOf = (of: Target, password: string): string =>
  [of.host, of.port, of.database, of.user]
    .map(literal)
    .concat(written(password))
    .join(':');

test('what is written with escapes is read as it was', () => {
  fc.assert(
    fc.property(target, field, (wanted, password) => {
      const found = findPassword(lineOf(wanted, password), wanted);
      expect(found).toEqual({ password, line: 1 });
    }),
    { numRuns: runs(500) }
  );
});

test('of many lines the first of the target is found', () => {
  const lines = fc.array(fc.tuple(target, field), { minLength: 1 });
  fc.assert(
    fc.property(lines, fc.nat(), (all, choice) => {
      const [wanted] = all[choice % all.length]!;
      const key = (of: Target): string =>
        JSON.stringify([of.host.toLowerCase(), of.port, of.database, of.user]);
      const first = all.findIndex(([of]) => key(of) === key(wanted));
      const text = all.map(([of, password]) => lineOf(of, password)).join('\n');
      expect(findPassword(text, wanted)).toEqual({
        password: all[first]![1],
        line: first + 1
      });
    }),
    { numRuns: runs(200) }
  );
});

test('whatever the text is, a fault tells nothing of it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), target, (text, wanted) => {
      try {
        findPassword(text, wanted);
      } catch (error) {
        expect(String(error)).toMatch(
          /^PasswordFileFault: has (\d of|more than) the five fields host:port/
        );
      }
    }),
    { numRuns: runs(500) }
  );
});
