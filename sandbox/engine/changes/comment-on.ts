/** `COMMENT ON TABLE t IS 'text'` and `COMMENT ON COLUMN t.c IS 'text'`; NULL takes it away. */
import { isName, isSymbol, isWord, nameOf } from '../../dialect/tokens.js';
import { DatabaseError } from '../../errors.js';
import { noRows, type QueryResult } from '../query.js';
import type { Change } from './change.js';

export function commentOn({
  statement: { tokens },
  database
}: Change): QueryResult {
  const is = tokens.findIndex(token => isWord(token, 'IS'));
  const [what, name, dot, column] = tokens.slice(2, is);
  const text = tokens[is + 1];
  const isColumn = isWord(what, 'COLUMN');
  const isWhole =
    isName(name) &&
    (isColumn ? isSymbol(dot, '.') && isName(column) : dot === undefined);
  const isText = text?.kind === 'string' || isWord(text, 'NULL');
  if (!isWhole || !isText || !(isColumn || isWord(what, 'TABLE'))) {
    throw new DatabaseError(
      `SQL Error: Encountered "${text?.text ?? what?.text ?? '<EOF>'}" in COMMENT ON.`
    );
  }
  const comment =
    text?.kind === 'string'
      ? text.text.slice(1, -1).replace(/''/g, "'")
      : undefined;
  const table = database.catalog.get(nameOf(name));
  if (!isColumn) {
    table.comment = comment;
    return noRows('SCHEMA_WRITE');
  }
  const wanted = column ? nameOf(column) : '';
  const found = table.columns.find(
    one => one.name.toLowerCase() === wanted.toLowerCase()
  );
  if (!found) {
    throw new DatabaseError(
      `Column ${wanted} does not exist for table ${table.name}.`
    );
  }
  found.comment = comment;
  return noRows('SCHEMA_WRITE');
}
