/** Where NULL stands in sorted rows: one rule, HeavyDB's, for the grid and for the database. Pure. */

export type SortDirection = 'ascending' | 'descending';

/**
 * NULL is the greatest value: last when ascending, first when descending. So does `ORDER BY` alone:
 * Calcite's default is NullCollation.HIGH, and HeavyDB's HeavyDBParser.java sets no other.
 */
export const isNullFirst = (direction: SortDirection): boolean =>
  direction === 'descending';
