/** Where to insert a statement from the history into a text with other statements. Pure. */
import { statementAt } from '../sql/statements';

export type Insertion = { at: number; text: string };

/** After the statement at the cursor, separated from it and from the next. */
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
