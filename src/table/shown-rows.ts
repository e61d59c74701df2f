/** The rows of a result as they are shown, or a part of them. */
import type { ResultColumn } from './column';

/** The rows in the order in which they are shown. */
export type ShownRows = {
  readonly rowCount: number;
  readonly columns: readonly ResultColumn[];
  text(row: number, column: number): string | null;
  /** True if the database may hold other digits than those shown. */
  isRounded(row: number, column: number): boolean;
};

/** A rectangle of cells, both ends included. */
export type CellRange = {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
};
