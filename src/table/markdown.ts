/** How a row and a cell are written in a table of GitHub Flavored Markdown. Pure. */

export const markdownRow = (fields: readonly string[]): string =>
  `| ${fields.join(' | ')} |`;

/**
 * What would end the cell, or be read as HTML, as a link or as a picture, is escaped; a line break
 * becomes `<br>`. Two backslashes and a bracket are a formula to JupyterLab, so a backslash is
 * written by its number; a formula that remains is drawn without what could do harm.
 */
export const markdownText = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('\\', '&#92;')
    .replace(/[|`*_[\]$~]/g, '\\$&')
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '<br>');
