/**
 * Users, databases and who may use which, after HeavyDB's SysCatalog.cpp. A right is on a whole
 * database: who has it may read and change all of its tables. Names are found in any case.
 */
import type { Database } from './engine/database.js';
import { DatabaseError, messages } from './errors.js';

export type User = {
  /** 0 for the first, who cannot be dropped. */
  readonly id: number;
  name: string;
  password: string;
  isSuper: boolean;
  canLogIn: boolean;
};

export type OwnedDatabase = {
  readonly database: Database;
  readonly owner: User;
  /** Who may use it, beside superusers. */
  readonly users: Set<User>;
};

/** HeavyDB's own database, where it keeps all this. */
const RESERVED = 'system_catalog';

export class SystemCatalog {
  /** The first becomes the superuser. */
  addUser(name: string, password: string): User {
    this.requireFreeUser(name);
    const id = this._nextUserId;
    this._nextUserId += 1;
    const user = { id, name, password, isSuper: id === 0, canLogIn: true };
    this._users.set(key(name), user);
    return user;
  }

  findUser(name: string): User | undefined {
    return this._users.get(key(name));
  }

  /** Throws where no new user may have this name. */
  requireFreeUser(name: string): void {
    const found = this.findUser(name);
    if (found) {
      throw new DatabaseError(messages.userExists(found.name));
    }
  }

  renameUser(user: User, name: string): void {
    this.requireFreeUser(name);
    this._users.delete(key(user.name));
    user.name = name;
    this._users.set(key(name), user);
  }

  /** Takes all rights away, too. The first user and an owner of a database have to stay. */
  removeUser(user: User): void {
    if (user.id === 0) {
      throw new DatabaseError(messages.userRequired(user.name));
    }
    const databases = [...this._databases.values()];
    const owned = databases.find(({ owner }) => owner === user);
    if (owned) {
      throw new DatabaseError(
        messages.userOwns(user.name, owned.database.name)
      );
    }
    databases.forEach(({ users }) => users.delete(user));
    this._users.delete(key(user.name));
  }

  get users(): readonly User[] {
    return [...this._users.values()];
  }

  /** Does not say which of the two was wrong. */
  authenticate(name: string, password: string): User {
    const user = this.findUser(name);
    if (user?.password !== password) {
      throw new DatabaseError(messages.authenticationFailed);
    }
    if (!user.canLogIn) {
      throw new DatabaseError(messages.userDeactivated(name));
    }
    return user;
  }

  /** The first becomes the default one. `users` may use it, and its owner. */
  addDatabase(
    database: Database,
    owner: User,
    users: readonly User[] = []
  ): void {
    this.requireFree(database.name);
    const granted = [owner, ...users].filter(({ isSuper }) => !isSuper);
    this._databases.set(key(database.name), {
      database,
      owner,
      users: new Set(granted)
    });
  }

  findDatabase(name: string): OwnedDatabase | undefined {
    return this._databases.get(key(name));
  }

  /** Throws where no new database may have this name. */
  requireFree(name: string): void {
    if (this.findDatabase(name)) {
      throw new DatabaseError(messages.databaseExists(name));
    }
    if (key(name) === RESERVED) {
      throw new DatabaseError(messages.databaseReserved(name));
    }
  }

  removeDatabase(name: string): void {
    this._databases.delete(key(name));
  }

  /** The database that a session of the user's may work in; no name means the default one. */
  databaseFor(user: User, name: string): Database {
    const wanted = name || this._default;
    const found = this.findDatabase(wanted);
    if (!found) {
      throw new DatabaseError(messages.databaseUnknown(wanted));
    }
    if (!isAllowed(user, found)) {
      throw new DatabaseError(messages.databaseForbidden(user.name, wanted));
    }
    return found.database;
  }

  /** What the user may use, in the order in which they were made. */
  databasesOf(user: User): OwnedDatabase[] {
    return [...this._databases.values()].filter(one => isAllowed(user, one));
  }

  private get _default(): string {
    return [...this._databases.values()][0]?.database.name ?? '';
  }

  private _nextUserId = 0;
  private readonly _users = new Map<string, User>();
  private readonly _databases = new Map<string, OwnedDatabase>();
}

export const isAllowed = (user: User, { users }: OwnedDatabase): boolean =>
  user.isSuper || users.has(user);

const key = (name: string): string => name.toLowerCase();
