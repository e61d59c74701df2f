/** Answers SHOW from what the server and its databases hold. */
import type { Statement } from '../dialect/statement.js';
import {
  isName,
  isSymbol,
  isWord,
  nameOf,
  type Token
} from '../dialect/tokens.js';
import { DatabaseError, messages } from '../errors.js';
import type { SessionStore } from '../sessions.js';
import type { SystemCatalog, User } from '../system-catalog.js';
import { createTableText } from './catalog.js';
import type { Database } from './database.js';
import { type QueryResult, textResult } from './query.js';
import { showList } from './show-lists.js';
import { showUserDetails } from './show-users.js';

export type Server = {
  systemCatalog: SystemCatalog;
  sessions: SessionStore;
  /** An empty one, for CREATE DATABASE. */
  openDatabase(name: string): Promise<Database>;
};

export type ShowOptions = {
  /** Where the session is, and whose it is. */
  database: Database;
  user: User;
  server: Server;
};

export function show(
  { tokens }: Statement,
  { database, user, server }: ShowOptions
): QueryResult {
  const [, what, second, third] = tokens;
  if (isWord(what, 'TABLES') && tokens.length === 2) {
    return textResult(
      'SCHEMA_READ',
      ['table_name'],
      database.catalog.tables.map(({ name }) => [name])
    );
  }
  if (isWord(what, 'DATABASES') && tokens.length === 2) {
    return textResult(
      'SCHEMA_READ',
      ['Database', 'Owner'],
      server.systemCatalog
        .databasesOf(user)
        .map(one => [one.database.name, one.owner.name])
    );
  }
  if (isWord(what, 'CREATE') && isWord(second, 'TABLE') && third) {
    return textResult(
      'SCHEMA_READ',
      ['Result'],
      [[createTableText(database.catalog.get(nameOf(third)))]]
    );
  }
  if (
    isWord(what, 'USER') &&
    isWord(second, 'SESSIONS') &&
    tokens.length === 3
  ) {
    return showUserSessions(user, server.sessions);
  }
  const all = isWord(what, 'ALL') ? 1 : 0;
  const names = tokens.slice(all + 3);
  if (
    isWord(tokens[all + 1], 'USER') &&
    isWord(tokens[all + 2], 'DETAILS') &&
    names.every((token, index) =>
      index % 2 === 0 ? isName(token) : isSymbol(token, ',')
    )
  ) {
    return showUserDetails({
      database,
      user,
      systemCatalog: server.systemCatalog,
      all: all === 1,
      names: names.filter(isName).map(nameOf)
    });
  }
  const list = showList(tokens.slice(1).map(upper).join(' '));
  if (list) {
    return list;
  }
  throw new DatabaseError(
    `SQL Error: ${tokens.map(upper).join(' ')} is not supported by the sandbox database.`
  );
}

function showUserSessions(
  { isSuper }: User,
  { all }: SessionStore
): QueryResult {
  if (!isSuper) {
    throw new DatabaseError(messages.userSessionsForbidden);
  }
  return textResult(
    'SCHEMA_READ',
    ['session_id', 'login_name', 'client_address', 'db_name'],
    all.map(({ id, startedAt, user, database }) => [
      publicId(id, startedAt),
      user.name,
      'localhost',
      database.name
    ])
  );
}

/** As SessionInfo.cpp has it, `819-4RDo`: a digit of the minute, the second, and too little of the ID to log in with. */
function publicId(id: string, startedAt: number): string {
  const start = new Date(startedAt);
  const second = String(start.getSeconds()).padStart(2, '0');
  return `${start.getMinutes() % 10}${second}-${id.slice(0, 4)}`;
}

const upper = ({ upper: text }: Token): string => text;
