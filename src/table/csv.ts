/**
 * Writes one value as CSV (RFC 4180), and detects text that a spreadsheet would run as a formula.
 * Shared by copies and exports. Pure.
 */

/**
 * From OWASP, "CSV Injection", and CWE-1236: characters that begin a formula, in full width too,
 * and control characters, which spreadsheets drop. Invisible characters may precede them.
 */
const FORMULA = /^\p{Cf}*[=+\-@＝＋－＠\p{Cc}]/u;

const NEEDS_QUOTES = /["\r\n]|^\s+$/;

export const CSV_LINE_END = '\r\n';

/**
 * The text with a leading apostrophe if a spreadsheet would run it as a formula. Not for numbers.
 */
export const formulaSafe = (text: string): string =>
  FORMULA.test(text) ? `'${text}` : text;

/**
 * One field: nothing at all is NULL, `""` is the empty string.
 * @param separator - the character between fields.
 */
export function csvField(text: string | null, separator = ','): string {
  if (text === null) {
    return '';
  }
  return text === '' || text.includes(separator) || NEEDS_QUOTES.test(text)
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}
