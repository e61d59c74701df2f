/** SHOW [ALL] USER DETAILS [NAME, …], after ShowUserDetailsCommand of DdlCommandExecutor.cpp. */
import { DatabaseError, messages } from '../errors.js';
import { isAllowed, type SystemCatalog, type User } from '../system-catalog.js';
import { type Column, columnType } from '../types/column-type.js';
import type { Database } from './database.js';
import { type QueryResult, rowsResult } from './query.js';

type Details = {
  /** Without `all`, those are shown who have a right of their own to it: not the superuser. */
  database: Database;
  user: User;
  systemCatalog: SystemCatalog;
  all: boolean;
  /** Of the users to show; none for every one. Upper and lower case matter here. */
  names: readonly string[];
};

/** Nobody has a default database of their own, which HeavyDB tells the superuser so. */
const NO_DEFAULT = '(-1)';

export function showUserDetails({
  database,
  user,
  systemCatalog,
  all,
  names
}: Details): QueryResult {
  if (all && !user.isSuper) {
    throw new DatabaseError(messages.allUserDetailsForbidden);
  }
  const rights = systemCatalog.findDatabase(database.name);
  const known = systemCatalog.users
    .filter(one => all || (rights && !one.isSuper && isAllowed(one, rights)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const unknown = names.find(name => !known.some(one => one.name === name));
  if (unknown !== undefined) {
    throw new DatabaseError(messages.userNotFound(unknown));
  }
  const shown = known.filter(
    ({ name }) => names.length === 0 || names.includes(name)
  );
  return rowsResult(
    'SCHEMA_READ',
    [
      column('NAME', 'STR'),
      column('ID', 'BIGINT'),
      ...(all ? [column('IS_SUPER', 'BOOL')] : []),
      column('DEFAULT_DB', 'STR'),
      ...(user.isSuper ? [column('CAN_LOGIN', 'BOOL')] : [])
    ],
    shown.map(({ name, id, isSuper, canLogIn }) => [
      name,
      BigInt(id),
      ...(all ? [isSuper] : []),
      user.isSuper ? NO_DEFAULT : '',
      ...(user.isSuper ? [canLogIn] : [])
    ])
  );
}

const column = (name: string, datum: 'STR' | 'BIGINT' | 'BOOL'): Column => ({
  name,
  type: columnType(datum)
});
