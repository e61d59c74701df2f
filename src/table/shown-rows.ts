/** The rows of a result as they are shown, and a part of them. */
import type { ResultColumn } from './column';

/** The rows in the order that they are shown in. */
export type ShownRows = {
  readonly rowCount: number;
  readonly columns: readonly ResultColumn[];
  text(row: number, column: number): string | null;
  /** True where the database may hold other digits than those that are shown. */
  isRounded(row: number, column: number): boolean;
};

/** A rectangle of cells, both ends included. */
export type CellRange = {
  firstRow: number;
  lastRow: number;
  firstColumn: number;
  lastColumn: number;
};
