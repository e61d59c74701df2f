/** Computes column widths from the header and some of the rows. Pure. */
import { headerText, shownText } from '../table/cell-text';
import type { ShownRows } from '../table/shown-rows';

const SAMPLE_ROWS = 200;
/** The cell's padding, and space for the sort mark beside a name. */
const PADDING = 18;
const SORT_SIGN = 14;
const NARROWEST = 48;
/** The most that a column gets by itself. */
export const MAX_WIDTH = 360;
const MAX_FITTED_WIDTH = 1200;

/** The width of a text in pixels, in the font of cells or of the header. */
export type Measure = (text: string, part: 'cell' | 'header') => number;

export const clampWidth = (width: number): number =>
  Math.round(Math.max(NARROWEST / 2, width));

/** Width in pixels of a column whose header has a text of this width. */
export const widthOfHeader = (text: number, widest: number): number =>
  clamped(text + SORT_SIGN + PADDING, widest);

/** Width in pixels of the row numbers for this many rows. */
export const rowNumberWidth = (rowCount: number, measure: Measure): number =>
  Math.ceil(Math.max(40, measure(String(rowCount), 'cell') + 20));

/**
 * Width in pixels at which one column fits its content, in the first rows and in the visible ones.
 */
export function fittedWidth(options: {
  rows: ShownRows;
  column: number;
  measure: Measure;
  seen?: { firstRow: number; endRow: number };
  widest?: number;
}): number {
  const { rows, column, measure, seen, widest = MAX_FITTED_WIDTH } = options;
  let longest = '';
  const look = (row: number): void => {
    const shown = shownText(
      rows.text(row, column),
      rows.isRounded(row, column)
    );
    if (shown.length > longest.length) {
      longest = shown;
    }
  };
  for (let row = 0; row < Math.min(rows.rowCount, SAMPLE_ROWS); row++) {
    look(row);
  }
  for (let row = seen?.firstRow ?? 0; row < (seen?.endRow ?? 0); row++) {
    look(row);
  }
  const described = rows.columns[column];
  const name = described ? headerText(described) : '';
  const header = measure(name, 'header') + SORT_SIGN;
  const wanted = Math.max(header, measure(longest, 'cell')) + PADDING;
  return clamped(wanted, widest);
}

const clamped = (width: number, widest: number): number =>
  Math.ceil(Math.min(widest, Math.max(NARROWEST, width)));
