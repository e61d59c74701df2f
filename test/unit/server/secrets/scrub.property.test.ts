import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Password } from '../../../../server/secrets/password';
import { scrub } from '../../../../server/secrets/scrub';
import { SessionId } from '../../../../server/session/session-id';
import { Canaries } from '../../../helpers/canaries';
import { runs } from '../../../helpers/fuzz';

const ids = fc.stringMatching(/^[A-Za-z0-9_-]{16,48}$/);
const around = fc.string({ unit: 'binary', maxLength: 40 });

const hex = (text: string): string => Buffer.from(text).toString('hex');
const FORMS: Record<string, (id: string, before: string) => string> = {
  'as it is': id => id,
  'in capitals': id => id.toUpperCase(),
  reversed: id => [...id].reverse().join(''),
  'in percent codes': id => hex(id).replace(/../g, '%$&'),
  'in hex digits': hex,
  'as Node shows a Buffer': id => inspect(Buffer.from(id)),
  'in \\u escapes': id => hex(id).replace(/../g, '\\u00$&'),
  'in UTF-16': id => Buffer.from(id, 'utf16le').toString('latin1'),
  'in base64': (id, before) => Buffer.from(before + id).toString('base64'),
  'in base64url': (id, before) =>
    Buffer.from(`${before}${id}x`).toString('base64url')
};

describe('whatever the ID and the text around it', () => {
  test.each(Object.keys(FORMS))('it does not survive %s', form => {
    fc.assert(
      fc.property(ids, around, around, (text, before, after) => {
        const id = SessionId.parse(text)!;
        const told = `${before}${FORMS[form]!(text, before)}${after}`;
        const canaries = new Canaries({ 'session ID': [text] });
        const content = scrub(told, id);
        expect(canaries.leaks([{ name: 'the text', content }])).toEqual([]);
        expect(content).toContain('[session ID]');
      }),
      { numRuns: runs(100) }
    );
  });

  test('a text that does not hold it stays as it is', () => {
    fc.assert(
      fc.property(ids, around, (text, told) => {
        const canaries = new Canaries({ 'session ID': [text] });
        fc.pre(
          canaries.leaks([{ name: 'the text', content: told }]).length === 0
        );
        expect(scrub(told, SessionId.parse(text), null)).toBe(told);
      }),
      { numRuns: runs(300) }
    );
  });

  test('the ID does not show itself', () => {
    fc.assert(
      fc.property(ids, text => {
        const id = SessionId.parse(text)!;
        const shown = [
          String(id),
          JSON.stringify({ id }),
          inspect({ id }, { depth: 9, showHidden: true }),
          inspect(new Map([[id, id]]))
        ];
        expect(shown.some(one => one.includes(text))).toBe(false);
        expect(id.reveal() === text).toBe(true);
      }),
      { numRuns: runs(200) }
    );
  });

  test('what is not of its form is no ID', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        const isId =
          [...text].every(c => /[\w-]/.test(c)) &&
          text.length >= 8 &&
          text.length <= 128;
        expect(SessionId.parse(text) !== null).toBe(isId);
      }),
      { numRuns: runs(300), examples: [['12345678'], ['1234567\n']] }
    );
  });
});

describe('whatever the password and the text around it', () => {
  // Node shows the first 50 bytes of a Buffer.
  const passwords = fc
    .string({ unit: 'binary', minLength: 4, maxLength: 12 })
    .filter(text => Password.parse(text) !== null);
  const forms: Record<string, (password: string) => string> = {
    'as it is': text => text,
    'in JSON': text => JSON.stringify(text).slice(1, -1),
    'in a URL': encodeURIComponent,
    'in a form': text => new URLSearchParams({ p: text }).toString().slice(2),
    'in SQL': text => text.replaceAll("'", "''"),
    'in hex digits': hex,
    'as Node shows a Buffer': text => inspect(Buffer.from(text)).slice(8, -1)
  };

  test.each(Object.keys(forms))('it does not survive %s', form => {
    fc.assert(
      fc.property(passwords, around, around, (text, before, after) => {
        const written = forms[form]!(text);
        const clean = scrub(
          `${before}${written}${after}`,
          Password.parse(text)
        );
        expect(clean.includes('[password]')).toBe(true);
        fc.pre(!`${before}[password]${after}`.includes(written));
        expect(clean.includes(written)).toBe(false);
      }),
      { numRuns: runs(100) }
    );
  });
});
