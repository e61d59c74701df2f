/** Answers SHOW from the catalogue and the sessions. Lacks what only a server with many users needs. */
import type { Statement } from '../dialect/statement.js';
import { isWord, nameOf, type Token } from '../dialect/tokens.js';
import { DatabaseError } from '../errors.js';
import { type Catalog, createTableText } from './catalog.js';
import { type QueryResult, textResult } from './query.js';

/** One line of SHOW USER SESSIONS. */
export type ShownSession = { id: string; user: string; database: string };

export type ShowOptions = {
  catalog: Catalog;
  sessions: () => readonly ShownSession[];
};

/** What HeavyDB calls the public ID: too short to log in with. */
const PUBLIC_ID_LENGTH = 4;

export function show(
  { tokens }: Statement,
  { catalog, sessions }: ShowOptions
): QueryResult {
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
  if (
    isWord(what, 'USER') &&
    isWord(second, 'SESSIONS') &&
    tokens.length === 3
  ) {
    return textResult(
      'SCHEMA_READ',
      ['session_id', 'login_name', 'client_address', 'db_name'],
      sessions().map(({ id, user, database }) => [
        id.slice(0, PUBLIC_ID_LENGTH),
        user,
        'localhost',
        database
      ])
    );
  }
  throw new DatabaseError(
    `SQL Error: ${tokens.map(upper).join(' ')} is not supported by the sandbox database.`
  );
}

const upper = ({ upper: text }: Token): string => text;
