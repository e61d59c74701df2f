/** CREATE and DROP DATABASE, after CreateDBStmt and DropDBStmt of ParserNode.cpp. */
import type { Statement } from '../../dialect/statement.js';
import {
  closing,
  isName,
  isSymbol,
  isWord,
  nameOf,
  splitAtCommas,
  type Token
} from '../../dialect/tokens.js';
import { DatabaseError, messages } from '../../errors.js';
import type { SystemCatalog, User } from '../../system-catalog.js';
import { noRows, type QueryResult } from '../query.js';
import type { Server } from '../show.js';

export async function changeDatabases(
  { kind, tokens }: Statement,
  user: User,
  server: Pick<Server, 'systemCatalog' | 'openDatabase'>
): Promise<QueryResult> {
  await (kind === 'create-database'
    ? create(tokens, user, server)
    : drop(tokens, user, server.systemCatalog));
  return noRows('SCHEMA_WRITE');
}

async function create(
  tokens: readonly Token[],
  user: User,
  {
    systemCatalog,
    openDatabase
  }: Pick<Server, 'systemCatalog' | 'openDatabase'>
): Promise<void> {
  const ifNotExists = isWord(tokens[2], 'IF');
  const at = ifNotExists ? 5 : 2;
  const name = databaseAt(tokens, at);
  if (!user.isSuper) {
    throw new DatabaseError(messages.createDatabaseForbidden);
  }
  if (ifNotExists && systemCatalog.findDatabase(name)) {
    return;
  }
  const owner = ownerIn(tokens.slice(at + 1), systemCatalog) ?? user;
  systemCatalog.requireFree(name);
  systemCatalog.addDatabase(await openDatabase(name), owner);
}

/** Sessions in it live on, as HeavyDB has it: they find it empty. */
async function drop(
  tokens: readonly Token[],
  user: User,
  systemCatalog: SystemCatalog
): Promise<void> {
  const ifExists = isWord(tokens[2], 'IF');
  const at = ifExists ? 4 : 2;
  const name = databaseAt(tokens, at);
  refuseMore(tokens.slice(at + 1));
  const found = systemCatalog.findDatabase(name);
  if (!found) {
    if (ifExists) {
      return;
    }
    throw new DatabaseError(messages.databaseMissing(name));
  }
  if (!user.isSuper && user !== found.owner) {
    throw new DatabaseError(messages.dropDatabaseForbidden);
  }
  systemCatalog.removeDatabase(name);
  await found.database.clear();
}

function databaseAt(tokens: readonly Token[], index: number): string {
  const token = tokens[index];
  if (!isName(token)) {
    throw new DatabaseError(
      `SQL Error: Encountered "${token?.text ?? '<EOF>'}" where a database name was expected.`
    );
  }
  return nameOf(token);
}

/** The options are `(owner = 'NAME')`. */
function ownerIn(
  options: readonly Token[],
  systemCatalog: SystemCatalog
): User | undefined {
  if (!isSymbol(options[0], '(')) {
    refuseMore(options);
    return undefined;
  }
  const end = closing(options, 0);
  refuseMore(options.slice(end + 1));
  let owner: User | undefined;
  for (const [name, equals, value] of splitAtCommas(options.slice(1, end))) {
    if (!isName(name) || !isSymbol(equals, '=') || !value) {
      refuseMore([name ?? (options[end] as Token)]);
    } else if (!isWord(name, 'OWNER')) {
      throw new DatabaseError(messages.createDatabaseOption(nameOf(name)));
    } else if (value.kind !== 'string') {
      throw new DatabaseError(messages.ownerNoText);
    } else {
      const text = value.text.slice(1, -1).replace(/''/g, "'");
      owner = systemCatalog.findUser(text);
      if (!owner) {
        throw new DatabaseError(messages.userMissing(text));
      }
    }
  }
  return owner;
}

function refuseMore([token]: readonly Token[]): void {
  if (token) {
    throw new DatabaseError(
      `SQL Error: Encountered "${token.text}" where the statement was to end.`
    );
  }
}
