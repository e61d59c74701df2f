/** Methods that list users, roles and rights. There are no roles here. */
import type { TDBObject } from '../../../server/thrift/generated/heavydb_types.js';
import { DatabaseError } from '../../errors.js';
import { isAllowed } from '../../system-catalog.js';
import { answerIn, type Services } from './services.js';

export const accountMethods = (services: Services) => ({
  /** All of them for the superuser; else those who may use the database. */
  get_users: (session: string): Promise<string[]> =>
    answerIn(services, session, ({ user, database }) => {
      const rights = services.systemCatalog.findDatabase(database.name);
      return services.systemCatalog.users
        .filter(one => user.isSuper || (rights && isAllowed(one, rights)))
        .map(({ name }) => name);
    }),

  get_roles: (session: string): Promise<string[]> =>
    answerIn(services, session, () => []),

  get_all_roles_for_user: (
    session: string,
    userName: string
  ): Promise<string[]> =>
    answerIn(services, session, () => rolesOf(services, userName)),

  get_all_effective_roles_for_user: (
    session: string,
    userName: string
  ): Promise<string[]> =>
    answerIn(services, session, () => rolesOf(services, userName)),

  has_role: (
    session: string,
    granteeName: string,
    _roleName: string
  ): Promise<boolean> =>
    answerIn(services, session, ({ user }) => {
      const isOther = granteeName !== user.name;
      if (
        !user.isSuper &&
        isOther &&
        services.systemCatalog.findUser(granteeName)
      ) {
        throw new DatabaseError(
          "Only super users can check other user's roles."
        );
      }
      return false;
    }),

  get_db_objects_for_grantee: (
    session: string,
    _roleName: string
  ): Promise<TDBObject[]> => answerIn(services, session, () => [])
});

function rolesOf({ systemCatalog }: Services, name: string): string[] {
  if (!systemCatalog.findUser(name)) {
    throw new DatabaseError(`Grantee ${name} does not exist.`);
  }
  return [];
}
