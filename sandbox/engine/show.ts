/** Answers SHOW from the catalogue. Lacks what only makes sense for a server with many users. */
import type { Statement } from '../dialect/statement.js';
import { isWord, nameOf, type Token } from '../dialect/tokens.js';
import { DatabaseError } from '../errors.js';
import { type Catalog, createTableText } from './catalog.js';
import { type QueryResult, textResult } from './query.js';

export function show({ tokens }: Statement, catalog: Catalog): QueryResult {
  const [, what, second, third] = tokens;
  if (isWord(what, 'TABLES') && tokens.length === 2) {
    return textResult(
      'SCHEMA_READ',
      ['table_name'],
      catalog.tables.map(({ name }) => [name])
    );
  }
  if (isWord(what, 'DATABASES') && tokens.length === 2) {
    return textResult(
      'SCHEMA_READ',
      ['Database', 'Owner'],
      [[catalog.database, 'admin']]
    );
  }
  if (isWord(what, 'CREATE') && isWord(second, 'TABLE') && third) {
    return textResult(
      'SCHEMA_READ',
      ['Name'],
      [[createTableText(catalog.get(nameOf(third)))]]
    );
  }
  throw new DatabaseError(
    `SQL Error: ${tokens.map(upper).join(' ')} is not supported by the sandbox database.`
  );
}

const upper = ({ upper: text }: Token): string => text;
