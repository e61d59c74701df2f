/** Where a statement from the history goes in a text that holds others. Pure. */
import { statementAt } from '../sql/statements';

export type Insertion = { at: number; text: string };

/** Behind the statement at the cursor, set off from it and from what follows. */
export function insertionOf(options: {
  source: string;
  cursor: number;
  sql: string;
}): Insertion {
  const { source, cursor, sql } = options;
  const here = statementAt(source, cursor);
  if (!here) {
    return { at: source.length, text: source.trim() === '' ? sql : `\n${sql}` };
  }
  const [semicolon = ''] = /^\s*;/.exec(source.slice(here.range.to)) ?? [];
  const at = here.range.to + semicolon.length;
  const before = semicolon === '' ? ';\n\n' : '\n\n';
  const after = source.slice(at).trim() === '' || sql.endsWith(';') ? '' : ';';
  return { at, text: before + sql + after };
}
