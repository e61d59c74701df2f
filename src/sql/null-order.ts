/** Where NULL stands in sorted rows: HeavyDB's rule, for the grid and for the database. Pure. */

export type SortDirection = 'ascending' | 'descending';

/**
 * NULL is the greatest value: last in ascending order, first in descending order. `ORDER BY` alone
 * does the same: Calcite's default is NullCollation.HIGH, and HeavyDB's HeavyDBParser.java sets no
 * other.
 */
export const isNullFirst = (direction: SortDirection): boolean =>
  direction === 'descending';
