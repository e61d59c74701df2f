/**
 * Who is logged in: opens, clones, finds and ends sessions, and forgets the idle and the old.
 * As HeavyDB's SessionsStore.cpp, a session is known by its text alone and lives in memory only.
 */
import { randomInt } from 'node:crypto';
import type { Database } from './engine/database.js';
import { DatabaseError, messages } from './errors.js';
import type { SystemCatalog, User } from './system-catalog.js';

const MINUTE = 60_000;
const LETTERS =
  '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ID_LENGTH = 32;

export interface ISession {
  readonly id: string;
  readonly user: User;
  readonly startedAt: number;
  readonly database: Database;
}

interface IEntry extends ISession {
  database: Database;
  usedAt: number;
  /** Calls under way: a session in use does not expire. */
  calls: number;
}

export type SessionStoreOptions = {
  systemCatalog: SystemCatalog;
  idleMinutes: number;
  maximumMinutes: number;
  now?: () => number;
};

export class SessionStore {
  constructor(private readonly options: SessionStoreOptions) {
    this._now = options.now ?? Date.now;
  }

  /** An empty database name means the default one, as HeavyDB has it. */
  connect(name: string, password: string, database: string): ISession {
    const { systemCatalog } = this.options;
    const user = systemCatalog.authenticate(name, password);
    return this._open(user, systemCatalog.databaseFor(user, database));
  }

  clone(id: string): ISession {
    const session = this.find(id);
    return this._open(session.user, session.database);
  }

  /** Of this session alone: its clones stay where they are. */
  switchDatabase(id: string, database: string): void {
    const entry = this._entry(id);
    entry.database = this.options.systemCatalog.databaseFor(
      entry.user,
      database
    );
  }

  disconnect(id: string): void {
    this.find(id);
    this._entries.delete(id);
  }

  /** Those that have not been looked for since they expired, too. */
  get all(): readonly ISession[] {
    return [...this._entries.values()];
  }

  find(id: string): ISession {
    return this._entry(id);
  }

  /** Runs `work` for a session, which counts as used until the work has ended. */
  async use<T>(
    id: string,
    work: (session: ISession) => Promise<T> | T
  ): Promise<T> {
    const entry = this._entry(id);
    entry.calls += 1;
    try {
      return await work(entry);
    } finally {
      entry.calls -= 1;
      entry.usedAt = this._now();
    }
  }

  private _open(user: User, database: Database): ISession {
    const now = this._now();
    const entry = {
      id: newId(),
      user,
      database,
      startedAt: now,
      usedAt: now,
      calls: 0
    };
    this._entries.set(entry.id, entry);
    return entry;
  }

  private _entry(id: string): IEntry {
    const entry = this._entries.get(id);
    if (!entry) {
      throw new DatabaseError(messages.sessionInvalid);
    }
    const now = this._now();
    const { idleMinutes, maximumMinutes } = this.options;
    const expired =
      now - entry.usedAt > idleMinutes * MINUTE ||
      now - entry.startedAt > maximumMinutes * MINUTE;
    if (expired && entry.calls === 0) {
      this._entries.delete(id);
      throw new DatabaseError(messages.sessionInvalid);
    }
    entry.usedAt = now;
    return entry;
  }

  private readonly _entries = new Map<string, IEntry>();
  private readonly _now: () => number;
}

function newId(): string {
  return Array.from(
    { length: ID_LENGTH },
    () => LETTERS[randomInt(LETTERS.length)]
  ).join('');
}
