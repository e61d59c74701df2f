/**
 * How one value is written as CSV (RFC 4180), and which text a spreadsheet would take for a
 * formula. Shared by what copies cells and by what exports files. Pure.
 */

/**
 * From OWASP, "CSV Injection", and CWE-1236: what begins a formula, in full width, too, and control
 * characters, which spreadsheets drop. What cannot be seen may stand before it.
 */
const FORMULA = /^\p{Cf}*[=+\-@＝＋－＠\p{Cc}]/u;

const NEEDS_QUOTES = /["\r\n]|^\s+$/;

export const CSV_LINE_END = '\r\n';

/** The text with an apostrophe in front, where a spreadsheet would run it as a formula. Not for numbers. */
export const formulaSafe = (text: string): string =>
  FORMULA.test(text) ? `'${text}` : text;

/**
 * One field: nothing at all is NULL, `""` is the empty text.
 * @param separator - what stands between fields.
 */
export function csvField(text: string | null, separator = ','): string {
  if (text === null) {
    return '';
  }
  return text === '' || text.includes(separator) || NEEDS_QUOTES.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
