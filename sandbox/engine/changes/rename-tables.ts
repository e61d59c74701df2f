/** `RENAME TABLE a TO b, c TO d`. */
import { quoted } from '../../dialect/ddl.js';
import { isName, isWord, nameOf, splitAtCommas } from '../../dialect/tokens.js';
import { DatabaseError } from '../../errors.js';
import { noRows, type QueryResult } from '../query.js';
import type { Change } from './change.js';

export async function renameTables({
  statement,
  database,
  connection
}: Change): Promise<QueryResult> {
  const pairs = splitAtCommas(statement.tokens.slice(2)).map(
    ([from, to, name, more]) => {
      if (!isName(from) || !isWord(to, 'TO') || !isName(name) || more) {
        const odd = more ?? [from, to, name].find(token => !isName(token));
        throw new DatabaseError(
          `SQL Error: Encountered "${odd?.text ?? '<EOF>'}" in RENAME TABLE.`
        );
      }
      return [nameOf(from), nameOf(name)] as const;
    }
  );
  for (const [from, name] of pairs) {
    const table = database.catalog.get(from);
    if (database.catalog.find(name)) {
      throw new DatabaseError(
        `Table or View with name "${name}" already exists.`
      );
    }
    await database.makeWritable(table.name, connection);
    await connection.run(
      `ALTER ${table.viewSql ? 'VIEW' : 'TABLE'} ${quoted(table.name)} RENAME TO ${quoted(name)}`
    );
    database.catalog.rename(table.name, name);
  }
  return noRows('SCHEMA_WRITE');
}
