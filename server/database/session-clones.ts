/**
 * Clones of a connection's session. Each use gets its own clone, so we never interrupt or
 * disconnect the user's own session or another query. Idle clones are reused; a kept clone has one
 * owner. The session itself is never disconnected.
 */
import type { ILog } from '../log';
import type { DatabaseSession } from '../session/database-session';
import type { SessionReading } from '../session/session-reader';
import { nameOf } from '../transport/target';
import { ApiError } from '../errors/api-error';
import { SessionId } from '../session/session-id';
import type { DatabaseClient } from './database-client';
import { databaseErrorOf } from './api-error-of';

const FAREWELL_MS = 2000;
const MAX_IDLE = 4;
/**
 * Maximum number of clones that wait for a disconnect while the database is away. Further ones
 * expire by themselves.
 */
const MAX_DISCONNECTS = 100;

export type Clone = DatabaseSession & {
  /** Null if the server supports no clones. Then `id` is the session itself. */
  readonly clonedFrom: SessionId | null;
  /** True if it was interrupted: it is disconnected after use. */
  isInterrupted: boolean;
};

/** A clone for many calls of one owner, such as the one that holds pictures. */
export type KeptClone = {
  readonly clone: Clone;
  /** Aborted when its session was replaced or signed out. The owner then ends it. */
  readonly retired: AbortSignal;
  /** Disconnects it. Safe at any time. */
  end: () => void;
};

/** The clones of one session at one target. */
type Pool = { idle: Clone[]; busy: Set<Clone>; retirement: AbortController };

export type SessionClonesOptions = {
  database: DatabaseClient;
  log: ILog;
  /** The current database of each clone; `null` for the database of its session. */
  databaseName?: string | null;
};

export class SessionClones {
  private readonly pools = new Map<string, Pool>();
  /**
   * Clones that could not be disconnected yet. Without a retry they would last as long as any
   * session.
   */
  private readonly undisconnected: Clone[] = [];
  /** Disconnects on their way. */
  private readonly leaving = new Set<Promise<boolean>>();
  private isRetrying = false;

  constructor(private readonly options: SessionClonesOptions) {}

  /**
   * Runs `work` on a clone of the session. If the clone has expired and `work` may be repeated,
   * runs it once more, on a new clone. Rejects as `work` does, or with an {@link ApiError} if the
   * session cannot be cloned.
   */
  async use<T>(
    session: DatabaseSession,
    work: (clone: Clone) => Promise<T>,
    mayRepeat: () => boolean = () => true
  ): Promise<T> {
    for (let isLast = false; ; isLast = true) {
      const pool = this.poolOf(session);
      const clone = pool.idle.pop() ?? (await this.make(session));
      pool.busy.add(clone);
      try {
        const done = await work(clone);
        void this.retryDisconnects();
        return done;
      } catch (error) {
        if (!clone.clonedFrom || !isExpired(error)) {
          throw error;
        }
        // The other idle clones are older and have expired too. There is nothing to disconnect.
        pool.idle.length = 0;
        pool.busy.delete(clone);
        if (isLast || !mayRepeat()) {
          throw error;
        }
      } finally {
        if (pool.busy.delete(clone)) {
          this.giveBack(pool, clone);
        }
      }
    }
  }

  /**
   * Disconnects the clones of all sessions except the one just read. Busy clones are disconnected
   * after use.
   */
  follow({ id, target, fault }: SessionReading): void {
    const cannotTell = !id && fault?.code !== 'session_missing';
    if (cannotTell || this.pools.size === 0) {
      return;
    }
    const current = id && target ? keyOf({ id, target }) : '';
    for (const [key, pool] of this.pools) {
      if (key !== current) {
        this.pools.delete(key);
        pool.retirement.abort();
        pool.idle.splice(0).forEach(clone => void this.disconnect(clone));
      }
    }
  }

  /** Disconnects all clones, busy ones too. Never rejects. */
  async dispose(): Promise<void> {
    const clones = [...this.pools.values()].flatMap(pool => {
      const busy = [...pool.busy];
      pool.busy.clear();
      pool.retirement.abort();
      return [...pool.idle.splice(0), ...busy];
    });
    this.pools.clear();
    clones.push(...this.undisconnected.splice(0));
    clones.forEach(clone => void this.disconnect(clone));
    await Promise.all(this.leaving);
  }

  /** A clone for another program, which disconnects it. */
  async give(session: DatabaseSession): Promise<DatabaseSession> {
    const clone = await this.make(session);
    if (!clone.clonedFrom) {
      throw new ApiError(
        'request_invalid',
        'This database server clones no sessions.'
      );
    }
    return clone;
  }

  /**
   * A clone that is used for nothing else until its owner ends it; `null` if the server clones no
   * sessions. Rejects with an {@link ApiError}.
   */
  async keep(session: DatabaseSession): Promise<KeptClone | null> {
    const pool = this.poolOf(session);
    const clone = await this.make(session);
    if (!clone.clonedFrom) {
      return null;
    }
    pool.busy.add(clone);
    return {
      clone,
      retired: pool.retirement.signal,
      end: () => {
        if (pool.busy.delete(clone)) {
          void this.disconnect(clone);
        }
      }
    };
  }

  private giveBack(pool: Pool, clone: Clone): void {
    if (
      pool.retirement.signal.aborted ||
      clone.isInterrupted ||
      pool.idle.length >= MAX_IDLE
    ) {
      void this.disconnect(clone);
    } else {
      pool.idle.push(clone);
    }
  }

  private poolOf(session: DatabaseSession): Pool {
    const key = keyOf(session);
    let pool = this.pools.get(key);
    if (!pool) {
      pool = { idle: [], busy: new Set(), retirement: new AbortController() };
      this.pools.set(key, pool);
    }
    return pool;
  }

  private async make({ target, id }: DatabaseSession): Promise<Clone> {
    const itself = { target, id, clonedFrom: null, isInterrupted: false };
    let text: string;
    try {
      text = await this.options.database.cloneSession({ target, id });
    } catch (error) {
      if (databaseErrorOf(error)?.isUnknownMethod) {
        return this.unswitched(itself);
      }
      throw error;
    }
    const clone = SessionId.parse(text);
    return !clone || clone.reveal() === id.reveal()
      ? this.unswitched(itself)
      : await this.switched({
          ...{ target, id: clone, clonedFrom: id, isInterrupted: false }
        });
  }

  /** Never changes the database of the session itself: other programs of the user use it. */
  private unswitched(itself: Clone): Clone {
    if (this.options.databaseName) {
      throw new ApiError(
        'request_invalid',
        'This database server clones no sessions, so that another of its databases cannot be used. Log in to that database.'
      );
    }
    return itself;
  }

  private async switched(clone: Clone): Promise<Clone> {
    const { database, databaseName } = this.options;
    if (databaseName) {
      try {
        await database.switchDatabase(clone, databaseName);
      } catch (error) {
        await this.disconnect(clone);
        throw error;
      }
    }
    return clone;
  }

  /** Called when the database answers. Disconnects the pending clones until one fails again. */
  private async retryDisconnects(): Promise<void> {
    if (this.isRetrying) {
      return;
    }
    this.isRetrying = true;
    try {
      for (let count = this.undisconnected.length; count > 0; count--) {
        if (!(await this.disconnect(this.undisconnected.shift()!))) {
          return;
        }
      }
    } finally {
      this.isRetrying = false;
    }
  }

  /** @returns false if the database did not answer. The disconnect is then tried again later. */
  private disconnect(clone: Clone): Promise<boolean> {
    const left = this.tryDisconnect(clone);
    this.leaving.add(left);
    void left.then(() => this.leaving.delete(left));
    return left;
  }

  private async tryDisconnect(clone: Clone): Promise<boolean> {
    if (!clone.clonedFrom) {
      return true;
    }
    try {
      await this.options.database.disconnect(clone, FAREWELL_MS);
      return true;
    } catch (error) {
      if (isExpired(error)) {
        return true;
      }
      this.keepForRetry(clone);
      return false;
    }
  }

  private keepForRetry(clone: Clone): void {
    this.undisconnected.push(clone);
    if (this.undisconnected.length > MAX_DISCONNECTS) {
      this.undisconnected.shift();
      this.options.log.info(
        `A cloned session at ${nameOf(clone.target)} could not be disconnected.`
      );
    }
  }
}

const isExpired = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'session_expired';

const keyOf = ({ target, id }: DatabaseSession): string =>
  `${target.protocol} ${nameOf(target)} ${id.digest()}`;
