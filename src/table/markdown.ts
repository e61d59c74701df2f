/** Writes a row and a cell of a table in GitHub Flavored Markdown. Pure. */

export const markdownRow = (fields: readonly string[]): string =>
  `| ${fields.join(' | ')} |`;

/**
 * Escapes what would end the cell or be read as HTML, as a link or as an image; a line break
 * becomes `<br>`. JupyterLab reads two backslashes and a bracket as a formula, so a backslash is
 * written as a character reference; other formulas are rendered safely.
 */
export const markdownText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('\\', '&#92;')
    .replace(/[|`*_[\]$~]/g, '\\$&')
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '<br>');
