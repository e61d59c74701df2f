/** Which answers are a text to read, such as those of EXPLAIN and SHOW CREATE, and that text. Pure. */
import type { StatementKind } from '../sql/statement-kind';
import type { ResultTable } from '../table/result-table';

/** Rows of more than these are a list, even if a line break is in them. */
const MAX_ROWS = 10_000;

/**
 * The text of an answer with one column of text whose cells have several lines; `null` for rows.
 * The answer of a query is always rows: the user chose its columns.
 */
export function textAnswer(
  table: Pick<ResultTable, 'columns' | 'rowCount' | 'text'>,
  { isQuery, verb }: Pick<StatementKind, 'isQuery' | 'verb'>
): string | null {
  const [column, ...others] = table.columns;
  const isText = !isQuery && column?.kind === 'text' && others.length === 0;
  if (!isText || table.rowCount === 0 || table.rowCount > MAX_ROWS) {
    return null;
  }
  const cells = Array.from(
    { length: table.rowCount },
    (_, row) => table.text(row, 0) ?? ''
  );
  return verb === 'EXPLAIN' || cells.some(cell => /[\r\n]/.test(cell))
    ? cells.join('\n')
    : null;
}
