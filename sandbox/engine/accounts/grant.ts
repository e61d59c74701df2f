/**
 * `GRANT ACCESS ON DATABASE d TO u, v`, and REVOKE … FROM. A right is on a whole database, so that
 * all other privileges, objects and roles are refused.
 */
import type { Statement } from '../../dialect/statement.js';
import {
  isName,
  isWord,
  nameOf,
  splitAtCommas,
  type Token
} from '../../dialect/tokens.js';
import { DatabaseError, messages } from '../../errors.js';
import type { SystemCatalog, User } from '../../system-catalog.js';
import { noRows, type QueryResult } from '../query.js';

export function grantOrRevoke(
  { tokens }: Statement,
  user: User,
  systemCatalog: SystemCatalog
): QueryResult {
  const isGrant = isWord(tokens[0], 'GRANT');
  const verb = isGrant ? 'GRANT' : 'REVOKE';
  const { name, grantees } = partsOf(tokens, isGrant);
  const found = systemCatalog.findDatabase(name);
  if (!found) {
    throw new DatabaseError(
      `${verb} failed. Object '${name}' of type DATABASE not found.`
    );
  }
  if (!user.isSuper && user !== found.owner) {
    throw new DatabaseError(messages.grantForbidden(verb));
  }
  const users = grantees.map(grantee => {
    const one = systemCatalog.findUser(grantee);
    if (!one) {
      const request = isGrant
        ? 'grant privileges to'
        : 'revoke privileges from';
      throw new DatabaseError(messages.granteeMissing(request, grantee));
    }
    return one;
  });
  for (const one of users) {
    if (isGrant) {
      found.users.add(one);
    } else if (one !== found.owner) {
      found.users.delete(one);
    }
  }
  return noRows('SCHEMA_WRITE');
}

function partsOf(
  tokens: readonly Token[],
  isGrant: boolean
): { name: string; grantees: string[] } {
  const on = tokens.findIndex(token => isWord(token, 'ON'));
  const privileges = tokens
    .slice(1, Math.max(on, 1))
    .map(({ upper }) => upper)
    .join(' ');
  const [object, name, to] = on < 0 ? [] : tokens.slice(on + 1);
  if (
    !['ACCESS', 'ALL', 'ALL PRIVILEGES'].includes(privileges) ||
    !isWord(object, 'DATABASE')
  ) {
    throw new DatabaseError(
      `The sandbox database has rights on whole databases only: ${isGrant ? 'GRANT ACCESS ON DATABASE name TO user' : 'REVOKE ACCESS ON DATABASE name FROM user'}.`
    );
  }
  const grantees = splitAtCommas(tokens.slice(on + 4)).map(([grantee, more]) =>
    isName(grantee) && !more ? nameOf(grantee) : undefined
  );
  if (
    !isName(name) ||
    !isWord(to, isGrant ? 'TO' : 'FROM') ||
    grantees.includes(undefined)
  ) {
    throw new DatabaseError(
      `SQL Error: ${isGrant ? 'GRANT … ON DATABASE name TO' : 'REVOKE … ON DATABASE name FROM'} users was expected.`
    );
  }
  return {
    name: nameOf(name),
    grantees: grantees.filter(one => one !== undefined)
  };
}
