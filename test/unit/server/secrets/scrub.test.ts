import { describe, expect, test } from 'vitest';
import { Password } from '../../../../server/secrets/password';
import { scrub } from '../../../../server/secrets/scrub';
import { SessionId } from '../../../../server/session/session-id';

const TEXT = 'Canary0123456789abcdefghijklmnop';
const id = SessionId.parse(TEXT)!;

const base64 = (before: string, after: string) =>
  Buffer.from(before + TEXT + after).toString('base64');

test.each([
  ['as it is', TEXT],
  ['in capitals', TEXT.toUpperCase()],
  ['as hex', Buffer.from(TEXT).toString('hex')],
  ['in percent codes', Buffer.from(TEXT).toString('hex').replace(/../g, '%$&')],
  ['as base64', base64('', '')],
  ['as base64 behind one byte', base64('x', 'yz')],
  ['as base64 behind two bytes', base64('xy', 'z')]
])('is taken out of a text %s', (_name, form) => {
  const clean = scrub(`before ${form} after`, id);
  expect(clean).toContain('[session ID]');
  expect(clean.includes(form.slice(4, 30))).toBe(false);
});

test('other texts stay as they are', () => {
  const text = "SQL Error: Object 'flights' not found ($& \\1)";
  expect(scrub(text, id, null)).toBe(text);
});

describe('a password', () => {
  const cut = (text: string, password: string): string =>
    scrub(text, Password.parse(password));

  test.each([
    ['as it is', String.raw`a\b"c'd<e`],
    ['in JSON', String.raw`a\\b\"c'd<e`],
    ['in SQL', String.raw`a\b"c''d<e`],
    ['in HTML', String.raw`a\b&quot;c'd&lt;e`],
    ['in a URL', "a%5Cb%22c'd%3Ce"]
  ])('is taken out %s', (_name, form) => {
    const clean = cut(`user "x", '${form}' refused`, String.raw`a\b"c'd<e`);
    expect(clean).toBe(`user "x", '[password]' refused`);
  });

  test('of characters that a pattern would read is taken for those', () => {
    expect(cut('a.c*(d) and abc', 'a.c*(d)')).toBe('[password] and abc');
    expect(cut('it costs 4$&', '4$&$&')).toBe('it costs 4$&');
  });

  test('with letters beyond ASCII is found however they are escaped', () => {
    const forms = [
      'pässword😀',
      '\\u0070\\u00e4',
      'p\\u00e4ssword\\ud83d\\ude00'
    ];
    expect(cut(forms[0]!, 'pässword😀')).toBe('[password]');
    expect(cut(forms[2]!, 'pässword😀')).toBe('[password]');
    expect(cut('p%C3%A4ssword%F0%9F%98%80', 'pässword😀')).toBe('[password]');
  });

  test('so short that it stands anywhere takes the text with it', () => {
    expect(cut('Authentication failure', 'e')).toBe('[password]');
    expect(cut('Authentication failure', 'x1')).toBe('Authentication failure');
  });

  test('that is a part of what stands for it is taken out once', () => {
    expect(cut('it was "password"', 'password')).toBe('it was "[password]"');
  });
});
