/** How wide columns want to be, judged by their header and their first rows. */
import type { ResultTable } from './result-table';

const SAMPLE_ROWS = 200;
const PADDING = 20;
const NARROWEST = 48;
const WIDEST = 360;

/** Pixels for each column. @param measure - the width of a text in pixels. */
export function columnWidths(
  table: ResultTable,
  measure: (text: string) => number
): number[] {
  const rows = Math.min(table.rowCount, SAMPLE_ROWS);
  return table.columns.map(({ name }, column) => {
    let longest = '';
    for (let row = 0; row < rows; row++) {
      const text = table.text(row, column) ?? 'NULL';
      if (text.length > longest.length) {
        longest = text;
      }
    }
    const wanted = Math.max(measure(name) * 1.08, measure(longest)) + PADDING;
    return Math.ceil(Math.min(WIDEST, Math.max(NARROWEST, wanted)));
  });
}
