/**
 * Clones of the handed-over session, one for each use at a time, so that what we interrupt or
 * disconnect is never the user's own, nor anybody else's query. Idle ones are used again. The
 * handed-over session is left alone.
 */
import type { ILog } from '../log';
import type { SessionReading } from '../session/session-reader';
import { nameOf } from '../transport/target';
import type { Target } from '../transport/target';
import { ApiError } from '../errors/api-error';
import { SessionId } from '../session/session-id';
import type { DatabaseClient, DatabaseSession } from './database-client';
import { DatabaseRefusal } from './database-refusal';

const FAREWELL_MS = 2000;
const MAX_IDLE = 4;
/** Of clones that the database was not there to be told of; more than that expire by themselves. */
const MAX_LEFT = 100;

export type Clone = {
  readonly target: Target;
  readonly id: SessionId;
  /** False where the server clones none: then `id` is the session itself. */
  readonly isClone: boolean;
  /** True where it was interrupted: it is disconnected after its use. */
  isSpoilt: boolean;
};

/** The clones of one session at one target. */
type Pool = { idle: Clone[]; busy: Set<Clone>; isRetired: boolean };

export type SessionClonesOptions = { database: DatabaseClient; log: ILog };

export class SessionClones {
  private readonly pools = new Map<string, Pool>();
  /** Those that could not be disconnected yet: otherwise they would last as long as any session. */
  private readonly left: Clone[] = [];
  private isSweeping = false;

  constructor(private readonly options: SessionClonesOptions) {}

  /**
   * Does `work` on a clone of the session; once more, on a new one, where the clone expired and
   * `work` may be done twice.
   */
  async use<T>(
    session: DatabaseSession,
    work: (id: SessionId, clone: Clone) => Promise<T>,
    mayRepeat: () => boolean = () => true
  ): Promise<T> {
    try {
      return await this.useOnce(session, work);
    } catch (error) {
      if (!(error instanceof CloneExpired)) {
        throw error;
      }
      if (!mayRepeat()) {
        throw error.fault;
      }
    }
    try {
      return await this.useOnce(session, work);
    } catch (error) {
      throw error instanceof CloneExpired ? error.fault : error;
    }
  }

  /** Lets go of every clone of another session than the one just read. */
  follow({ id, target, fault }: SessionReading): void {
    const cannotTell = !id && fault?.code !== 'session_missing';
    if (cannotTell || this.pools.size === 0) {
      return;
    }
    const current = id && target ? keyOf({ id, target }) : '';
    for (const [key, pool] of this.pools) {
      if (key !== current) {
        this.pools.delete(key);
        pool.isRetired = true;
        pool.idle.splice(0).forEach(clone => void this.disconnect(clone));
      }
    }
  }

  async dispose(): Promise<void> {
    const clones = [...this.pools.values()].flatMap(pool => {
      pool.isRetired = true;
      return [...pool.idle.splice(0), ...pool.busy];
    });
    this.pools.clear();
    clones.push(...this.left.splice(0));
    await Promise.all(clones.map(clone => this.disconnect(clone)));
  }

  private async useOnce<T>(
    session: DatabaseSession,
    work: (id: SessionId, clone: Clone) => Promise<T>
  ): Promise<T> {
    const pool = this.poolOf(session);
    const clone = pool.idle.pop() ?? (await this.make(session));
    pool.busy.add(clone);
    try {
      const done = await work(clone.id, clone);
      void this.sweep();
      return done;
    } catch (error) {
      if (
        clone.isClone &&
        error instanceof ApiError &&
        error.code === 'session_expired'
      ) {
        // The other idle ones are older still. There is nothing left to disconnect.
        pool.idle.length = 0;
        pool.busy.delete(clone);
        throw new CloneExpired(error);
      }
      throw error;
    } finally {
      if (pool.busy.delete(clone)) {
        this.giveBack(pool, clone);
      }
    }
  }

  private giveBack(pool: Pool, clone: Clone): void {
    if (pool.isRetired || clone.isSpoilt || pool.idle.length >= MAX_IDLE) {
      void this.disconnect(clone);
    } else {
      pool.idle.push(clone);
    }
  }

  private poolOf(session: DatabaseSession): Pool {
    const key = keyOf(session);
    let pool = this.pools.get(key);
    if (!pool) {
      pool = { idle: [], busy: new Set(), isRetired: false };
      this.pools.set(key, pool);
    }
    return pool;
  }

  private async make({ target, id }: DatabaseSession): Promise<Clone> {
    const itself = { target, id, isClone: false, isSpoilt: false };
    let text: string;
    try {
      text = await this.options.database.cloneSession({ target, id });
    } catch (error) {
      if (error instanceof DatabaseRefusal && error.isUnknownMethod) {
        return itself;
      }
      throw error;
    }
    const clone = SessionId.parse(text);
    return !clone || clone.reveal() === id.reveal()
      ? itself
      : { target, id: clone, isClone: true, isSpoilt: false };
  }

  /** The database answers: those that are left are tried again, until one fails. */
  private async sweep(): Promise<void> {
    if (this.isSweeping) {
      return;
    }
    this.isSweeping = true;
    try {
      for (let count = this.left.length; count > 0; count--) {
        if (!(await this.disconnect(this.left.shift()!))) {
          return;
        }
      }
    } finally {
      this.isSweeping = false;
    }
  }

  /** False where the database could not be told. */
  private async disconnect(clone: Clone): Promise<boolean> {
    const { target, id, isClone } = clone;
    if (!isClone) {
      return true;
    }
    try {
      await this.options.database.disconnect({ target, id }, FAREWELL_MS);
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'session_expired') {
        return true;
      }
      this.leave(clone);
      return false;
    }
  }

  private leave(clone: Clone): void {
    this.left.push(clone);
    if (this.left.length > MAX_LEFT) {
      this.left.shift();
      this.options.log.info(
        `A cloned session at ${nameOf(clone.target)} could not be disconnected.`
      );
    }
  }
}

class CloneExpired extends Error {
  constructor(readonly fault: ApiError) {
    super();
  }
}

const keyOf = ({
  target,
  id
}: Pick<DatabaseSession, 'target' | 'id'>): string =>
  `${target.protocol} ${nameOf(target)} ${id.digest()}`;
