/**
 * How one value is written as CSV (RFC 4180), and which text a spreadsheet would take for a
 * formula. Shared by what copies cells and by what exports files. Pure.
 */

/** From OWASP, "CSV Injection" and ASVS 1.2.10; the last are full-width, for East Asian input. */
const FORMULA_STARTS = '=+-@\t\r\n\0＝＋－＠';

const NEEDS_QUOTES = /[",\r\n]/;

export const CSV_LINE_END = '\r\n';

/** The text with an apostrophe in front, where a spreadsheet would run it as a formula. Not for numbers. */
export const formulaSafe = (text: string): string =>
  text !== '' && FORMULA_STARTS.includes(text.charAt(0)) ? `'${text}` : text;

/** One field: nothing at all is NULL, `""` is the empty text. */
export function csvField(text: string | null): string {
  if (text === null) {
    return '';
  }
  return text === '' || NEEDS_QUOTES.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
