/**
 * Writes cells as text for the clipboard: as spreadsheets paste it, as Markdown, or as CSV. The
 * values are those that are shown, digit by digit. Pure.
 */
import { CSV_LINE_END, csvField, formulaSafe } from './csv';
import type { CellRange } from './selection';
import type { ShownRows } from './table-view';

export const COPY_FORMATS = [
  'tsv',
  'tsvWithHeaders',
  'markdown',
  'csv'
] as const;

export type CopyFormat = (typeof COPY_FORMATS)[number];

/** What is copied where nothing is selected: everything. */
export const wholeRange = ({ rowCount, columns }: ShownRows): CellRange => ({
  firstRow: 0,
  lastRow: rowCount - 1,
  firstColumn: 0,
  lastColumn: columns.length - 1
});

export function copyText(
  rows: ShownRows,
  range: CellRange,
  format: CopyFormat
): string {
  switch (format) {
    case 'tsv':
      return tsvLines(rows, range).join('\n');
    case 'tsvWithHeaders':
      return [
        columnsOf(rows, range)
          .map(({ name }) => tsvField(name))
          .join('\t'),
        ...tsvLines(rows, range)
      ].join('\n');
    case 'markdown':
      return markdown(rows, range);
    case 'csv':
      return csv(rows, range);
  }
}

const columnsOf = (
  { columns }: ShownRows,
  { firstColumn, lastColumn }: CellRange
): ShownRows['columns'] => columns.slice(firstColumn, lastColumn + 1);

/** The texts of each row, made into one line. */
function linesOf(
  rows: ShownRows,
  range: CellRange,
  lineOf: (texts: (string | null)[]) => string
): string[] {
  const lines: string[] = [];
  for (let row = range.firstRow; row <= range.lastRow; row++) {
    const texts: (string | null)[] = [];
    for (let column = range.firstColumn; column <= range.lastColumn; column++) {
      texts.push(rows.text(row, column));
    }
    lines.push(lineOf(texts));
  }
  return lines;
}

const tsvLines = (rows: ShownRows, range: CellRange): string[] =>
  linesOf(rows, range, texts =>
    texts.map(text => tsvField(text ?? '')).join('\t')
  );

/** Excel, LibreOffice and Google Sheets read quotes as CSV has them in what is pasted. */
const tsvField = (text: string): string =>
  /[\t\r\n]/.test(text) || text.startsWith('"')
    ? `"${text.replaceAll('"', '""')}"`
    : text;

/** A table of GitHub Flavored Markdown; numbers stand right, and NULL says so. */
function markdown(rows: ShownRows, range: CellRange): string {
  const columns = columnsOf(rows, range);
  const line = (fields: string[]): string => `| ${fields.join(' | ')} |`;
  return [
    line(columns.map(({ name }) => markdownField(name))),
    line(columns.map(({ isNumeric }) => (isNumeric ? '---:' : '---'))),
    ...linesOf(rows, range, texts =>
      line(texts.map(text => (text === null ? 'NULL' : markdownField(text))))
    ),
    ''
  ].join('\n');
}

/**
 * What would end the cell, or be read as HTML, as a link or as a picture, is escaped; a line break
 * becomes `<br>`. Two backslashes and a bracket are a formula to JupyterLab, so a backslash is
 * written by its number; a formula that remains is drawn without what could do harm.
 */
const markdownField = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('\\', '&#92;')
    .replace(/[|`*_[\]$~]/g, '\\$&')
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '<br>');

/** With a header line. Text that a spreadsheet would run as a formula gets an apostrophe in front. */
function csv(rows: ShownRows, range: CellRange): string {
  const columns = columnsOf(rows, range);
  const header = columns.map(({ name }) => csvField(formulaSafe(name)));
  const lines = linesOf(rows, range, texts =>
    texts
      .map((text, index) =>
        csvField(
          text === null || columns[index]?.isNumeric ? text : formulaSafe(text)
        )
      )
      .join(',')
  );
  return [header.join(','), ...lines, ''].join(CSV_LINE_END);
}
