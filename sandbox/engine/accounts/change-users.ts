/** CREATE, ALTER and DROP USER, after their statements in ParserNode.cpp. */
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

/** What the options in parentheses set. */
type Attributes = Partial<Pick<User, 'password' | 'isSuper' | 'canLogIn'>>;

export function changeUsers(
  { tokens }: Statement,
  user: User,
  systemCatalog: SystemCatalog
): QueryResult {
  const [verb] = tokens;
  if (isWord(verb, 'CREATE')) {
    create(tokens, user, systemCatalog);
  } else if (isWord(verb, 'ALTER')) {
    alter(tokens, user, systemCatalog);
  } else {
    drop(tokens, user, systemCatalog);
  }
  return noRows('SCHEMA_WRITE');
}

function create(
  tokens: readonly Token[],
  user: User,
  systemCatalog: SystemCatalog
): void {
  const name = userAt(tokens, 2);
  const attributes = attributesIn('CREATE', tokens.slice(3));
  if (!user.isSuper) {
    throw new DatabaseError(messages.createUserForbidden);
  }
  const added = systemCatalog.addUser(name, '');
  Object.assign(added, attributes);
}

function alter(
  tokens: readonly Token[],
  user: User,
  systemCatalog: SystemCatalog
): void {
  const name = userAt(tokens, 2);
  const isRename = isWord(tokens[3], 'RENAME') && isWord(tokens[4], 'TO');
  const newName = isRename ? userAt(tokens, 5) : undefined;
  const attributes = isRename
    ? attributesIn('ALTER', tokens.slice(6))
    : attributesIn('ALTER', tokens.slice(3));
  const found = systemCatalog.findUser(name);
  if (!found) {
    throw new DatabaseError(messages.userMissing(name));
  }
  if (!user.isSuper && (found !== user || newName !== undefined)) {
    throw new DatabaseError(messages.alterUserForbidden);
  }
  const { isSuper, canLogIn } = attributes;
  if (!user.isSuper && (isSuper !== undefined || canLogIn !== undefined)) {
    throw new DatabaseError(messages.alterOwnForbidden);
  }
  if (newName !== undefined) {
    systemCatalog.renameUser(found, newName);
  }
  Object.assign(found, attributes);
}

function drop(
  tokens: readonly Token[],
  user: User,
  systemCatalog: SystemCatalog
): void {
  const ifExists = isWord(tokens[2], 'IF') && isWord(tokens[3], 'EXISTS');
  const at = ifExists ? 4 : 2;
  const name = userAt(tokens, at);
  refuseMore(tokens.slice(at + 1));
  if (!user.isSuper) {
    throw new DatabaseError(messages.dropUserForbidden);
  }
  const found = systemCatalog.findUser(name);
  if (found) {
    systemCatalog.removeUser(found);
  } else if (!ifExists) {
    throw new DatabaseError(messages.userNotDropped(name));
  }
}

function userAt(tokens: readonly Token[], index: number): string {
  const token = tokens[index];
  if (!isName(token)) {
    throw new DatabaseError('SQL Error: A user name was expected.');
  }
  return nameOf(token);
}

/** `(password = 'text', is_super = 'true')`. No error repeats a value: it may be a password. */
function attributesIn(verb: string, tokens: readonly Token[]): Attributes {
  if (tokens.length === 0) {
    return {};
  }
  const end = closing(tokens, 0);
  if (!isSymbol(tokens[0], '(') || !isSymbol(tokens[end], ')')) {
    throw new DatabaseError(
      'SQL Error: Options of a user in parentheses were expected.'
    );
  }
  refuseMore(tokens.slice(end + 1));
  const attributes: Attributes = {};
  for (const [name, equals, value, more] of splitAtCommas(
    tokens.slice(1, end)
  )) {
    if (!isName(name) || !isSymbol(equals, '=') || !value || more) {
      throw new DatabaseError(
        "SQL Error: Options of a user are written as NAME = 'VALUE'."
      );
    }
    switch (nameOf(name).toUpperCase()) {
      case 'PASSWORD':
        attributes.password = textOf('Password', value);
        break;
      case 'IS_SUPER':
        attributes.isSuper = isTrue('IS_SUPER', value);
        break;
      case 'CAN_LOGIN':
        attributes.canLogIn = isTrue('CAN_LOGIN', value);
        break;
      default:
        throw new DatabaseError(messages.userOption(verb, nameOf(name)));
    }
  }
  return attributes;
}

function textOf(option: string, { kind, text }: Token): string {
  if (kind !== 'string') {
    throw new DatabaseError(messages.optionNoText(option));
  }
  return text.slice(1, -1).replace(/''/g, "'");
}

function isTrue(option: string, value: Token): boolean {
  const text = textOf(option, value).toLowerCase();
  if (text !== 'true' && text !== 'false') {
    throw new DatabaseError(messages.optionNoBoolean(option));
  }
  return text === 'true';
}

function refuseMore([token]: readonly Token[]): void {
  if (token) {
    throw new DatabaseError(
      'SQL Error: More follows where the statement was to end.'
    );
  }
}
