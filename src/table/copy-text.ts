/**
 * Writes cells as text for the clipboard: for spreadsheets, as Markdown, or as CSV. The values are
 * those shown, digit by digit. Pure.
 */
import { CSV_LINE_END, csvField, formulaSafe } from './csv';
import { markdownRow, markdownText } from './markdown';
import type { CellRange } from './shown-rows';
import type { ShownRows } from './shown-rows';

export const COPY_FORMATS = [
  'tsv',
  'tsvWithHeaders',
  'markdown',
  'csv'
] as const;

export type CopyFormat = (typeof COPY_FORMATS)[number];

export type CopyOptions = {
  format: CopyFormat;
  /**
   * Put an apostrophe before text that a spreadsheet would run as a formula; not in Markdown, which
   * no spreadsheet reads.
   */
  formulaSafe: boolean;
};

export type CopiedText = {
  text: string;
  /** How many cells and headers got an apostrophe. */
  madeSafe: number;
  /** How many cells may have other digits in the database. */
  rounded: number;
};

/** Everything: copied if nothing is selected. */
export const wholeRange = ({ rowCount, columns }: ShownRows): CellRange => ({
  firstRow: 0,
  lastRow: rowCount - 1,
  firstColumn: 0,
  lastColumn: columns.length - 1
});

export function copyText(
  rows: ShownRows,
  range: CellRange,
  options: CopyOptions
): CopiedText {
  const cells = new CopiedCells(rows, range, options);
  return { text: textOf(cells, options.format), ...cells.counts };
}

function textOf(cells: CopiedCells, format: CopyFormat): string {
  const tsv = (texts: (string | null)[]): string =>
    texts.map(tsvField).join('\t');
  switch (format) {
    case 'tsv':
      return cells.lines(tsv).join('\n');
    case 'tsvWithHeaders':
      return [tsv(cells.headers), ...cells.lines(tsv)].join('\n');
    case 'markdown':
      return [
        markdownRow(cells.headers.map(markdownText)),
        markdownRow(
          cells.columns.map(({ isNumeric }) => (isNumeric ? '---:' : '---'))
        ),
        ...cells.lines(texts =>
          markdownRow(texts.map(text => markdownText(text ?? 'NULL')))
        ),
        ''
      ].join('\n');
    case 'csv': {
      const csv = (texts: (string | null)[]): string =>
        texts.map(text => csvField(text)).join(',');
      return [csv(cells.headers), ...cells.lines(csv), ''].join(CSV_LINE_END);
    }
  }
}

/** The texts of a rectangle of cells, and the changes made to them. */
class CopiedCells {
  constructor(
    private readonly _rows: ShownRows,
    private readonly _range: CellRange,
    { format, formulaSafe }: CopyOptions
  ) {
    this._isSafe = formulaSafe && format !== 'markdown';
    const { firstColumn, lastColumn } = _range;
    this.columns = _rows.columns.slice(firstColumn, lastColumn + 1);
  }

  readonly columns: ShownRows['columns'];
  readonly counts = { madeSafe: 0, rounded: 0 };

  get headers(): string[] {
    return this.columns.map(({ name }) => this._safe(name));
  }

  /** One line for each row, made of its texts. */
  lines(lineOf: (texts: (string | null)[]) => string): string[] {
    const { firstRow, lastRow, firstColumn } = this._range;
    const lines: string[] = [];
    for (let row = firstRow; row <= lastRow; row++) {
      const texts = this.columns.map(({ isNumeric }, index) => {
        const column = firstColumn + index;
        const text = this._rows.text(row, column);
        this.counts.rounded += Number(this._rows.isRounded(row, column));
        return text === null || isNumeric ? text : this._safe(text);
      });
      lines.push(lineOf(texts));
    }
    return lines;
  }

  private _safe(text: string): string {
    const safe = this._isSafe ? formulaSafe(text) : text;
    this.counts.madeSafe += Number(safe !== text);
    return safe;
  }

  private readonly _isSafe: boolean;
}

/**
 * Excel, LibreOffice and Google Sheets read CSV's quotes in pasted text. They expect LF as the line
 * end within a cell; a CR would end the row.
 */
const tsvField = (text: string | null): string =>
  text !== null && (/[\t\r\n]/.test(text) || text.startsWith('"'))
    ? `"${text.replace(/\r\n?/g, '\n').replaceAll('"', '""')}"`
    : (text ?? '');
