/**
 * Tells HeavyDB's `'C:\'AND x`, in which a backslash is a plain character, from MySQL's `'it\'s'`.
 * Pure.
 */

/** Words that may follow a string in SQL. They touch its quote if the space was omitted. */
const BEHIND_VALUE =
  /(?:AND|AS|ASC|BETWEEN|COLLATE|DESC|ELSE|END|ESCAPE|EXCEPT|FROM|GROUP|HAVING|ILIKE|IN|INTERSECT|IS|LIKE|LIMIT|NOT|NULLS|OFFSET|OR|ORDER|THEN|UNION|WHEN|WHERE)\b/iy;

const OTHER = `"[^"]*"|--[^\\n]*|/\\*[^]*?\\*/|[^]`;
const HEAVYDB_PART = new RegExp(`'(?:[^']|'')*('|$)|${OTHER}`, 'y');
const MYSQL_PART = new RegExp(`'(?:[^'\\\\]|\\\\[^]|'')*('|$)|${OTHER}`, 'y');

/**
 * Whether the text is HeavyDB's, from a string on that ends in a backslash. It is if a word follows
 * that may follow a string, if all quotes close as HeavyDB reads them, and if they do not all close
 * as MySQL reads them. In doubt it is not, because running a piece of a statement is worse than
 * running none.
 * @param at - where the string begins, and `end` where it ends for HeavyDB.
 */
export function isHeavyDbText(sql: string, at: number, end: number): boolean {
  BEHIND_VALUE.lastIndex = end;
  return (
    BEHIND_VALUE.test(sql) &&
    closes(sql, at, HEAVYDB_PART) &&
    !closes(sql, at, MYSQL_PART)
  );
}

function closes(sql: string, from: number, part: RegExp): boolean {
  part.lastIndex = from;
  for (let found = part.exec(sql); found; found = part.exec(sql)) {
    if (found[1] === '') {
      return false;
    }
  }
  return true;
}
