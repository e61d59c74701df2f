/**
 * Clones of the handed-over session, one a target and session, for queries to run on: so that
 * what we interrupt or disconnect is never the user's own. The handed-over one is left alone.
 */
import type { ILog } from '../log';
import type { SessionReading } from '../session/session-reader';
import { nameOf, type Target } from '../session/connection';
import { ApiError } from '../http/api-error';
import { SessionId } from '../session/session-id';
import type { DatabaseClient, Seat } from './database-client';
import { DatabaseRefusal } from './database-refusal';

const FAREWELL_MS = 2000;

type Clone = {
  target: Target;
  /** The clone, or null where the server clones none and the session itself is used. */
  id: Promise<SessionId | null>;
  users: number;
  retired: boolean;
};

export type SessionClonesOptions = { database: DatabaseClient; log: ILog };

export class SessionClones {
  private readonly clones = new Map<string, Clone>();

  constructor(private readonly options: SessionClonesOptions) {}

  /** Does `work` on a clone of the session; once more, on a new one, where the clone expired. */
  async use<T>(seat: Seat, work: (id: SessionId) => Promise<T>): Promise<T> {
    try {
      return await this.useOnce(seat, work);
    } catch (error) {
      if (!(error instanceof CloneExpired)) {
        throw error;
      }
    }
    try {
      return await this.useOnce(seat, work);
    } catch (error) {
      throw error instanceof CloneExpired ? error.fault : error;
    }
  }

  /** Lets go of every clone of another session than the one just read. */
  follow({ id, target, fault }: SessionReading): void {
    const cannotTell = !id && fault?.code !== 'session_missing';
    if (cannotTell || this.clones.size === 0) {
      return;
    }
    const current = id && target ? keyOf({ id, target }) : '';
    for (const key of [...this.clones.keys()]) {
      if (key !== current) {
        this.retire(key);
      }
    }
  }

  async dispose(): Promise<void> {
    const farewells = [...this.clones.values()].map(clone =>
      this.disconnect(clone)
    );
    this.clones.clear();
    await Promise.all(farewells);
  }

  private async useOnce<T>(
    seat: Seat,
    work: (id: SessionId) => Promise<T>
  ): Promise<T> {
    const key = keyOf(seat);
    const clone = this.clones.get(key) ?? this.make(key, seat);
    clone.users++;
    try {
      const id = await clone.id;
      return await work(id ?? seat.id).catch((error: unknown) => {
        if (
          id &&
          error instanceof ApiError &&
          error.code === 'session_expired'
        ) {
          this.forget(key, clone);
          throw new CloneExpired(error);
        }
        throw error;
      });
    } finally {
      clone.users--;
      if (clone.retired && clone.users === 0) {
        void this.disconnect(clone);
      }
    }
  }

  private make(key: string, { target, id }: Seat): Clone {
    // Without the caller's signal: others may wait for the same clone.
    const clone: Clone = {
      target,
      id: this.cloneOf({ target, id }),
      users: 0,
      retired: false
    };
    clone.id.catch(() => this.forget(key, clone));
    this.clones.set(key, clone);
    return clone;
  }

  private async cloneOf(seat: Seat): Promise<SessionId | null> {
    let text: string;
    try {
      text = await this.options.database.cloneSession(seat);
    } catch (error) {
      if (error instanceof DatabaseRefusal && error.isUnknownMethod) {
        return null;
      }
      throw error;
    }
    const clone = SessionId.parse(text);
    if (!clone || clone.reveal() === seat.id.reveal()) {
      return null;
    }
    return clone;
  }

  private forget(key: string, clone: Clone): void {
    if (this.clones.get(key) === clone) {
      this.clones.delete(key);
    }
  }

  private retire(key: string): void {
    const clone = this.clones.get(key)!;
    this.clones.delete(key);
    clone.retired = true;
    if (clone.users === 0) {
      void this.disconnect(clone);
    }
  }

  private async disconnect(clone: Clone): Promise<void> {
    try {
      const id = await clone.id;
      if (id) {
        const { target } = clone;
        await this.options.database.disconnect({ target, id }, FAREWELL_MS);
      }
    } catch {
      // It expires by itself.
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

const keyOf = ({ target, id }: Pick<Seat, 'target' | 'id'>): string =>
  `${target.protocol} ${nameOf(target)} ${id.digest()}`;
