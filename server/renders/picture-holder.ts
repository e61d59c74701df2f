/**
 * The clone that holds the pictures of one connection: HeavyDB keeps them with the session that
 * rendered them. It is made at the first picture, and ended when its session was replaced, when it
 * was interrupted, or when nobody has used it for a while. Its caller makes one call at a time.
 */
import { randomInt } from 'node:crypto';
import type { KeptClone, SessionClones } from '../database/session-clones';
import { ApiError } from '../errors/api-error';
import type { DatabaseSession } from '../session/database-session';
import { Widgets } from './widgets';

/** HeavyDB ends an idle session after an hour. */
const IDLE_MS = 15 * 60_000;
const MAX_FIRST_WIDGET = 2 ** 30;

export type Held = Pick<KeptClone, 'clone'> & { widgets: Widgets };
type Holding = Held & Omit<KeptClone, 'clone'>;

export class PictureHolder {
  private holding: Holding | null = null;
  private isBusy = false;
  private idle: NodeJS.Timeout | undefined;
  /** Begins anywhere, so that a number of a sidecar that was restarted is not taken for another. */
  private widget = randomInt(MAX_FIRST_WIDGET);

  constructor(
    private readonly clones: Pick<SessionClones, 'keep'>,
    private readonly idleMs = IDLE_MS
  ) {}

  /**
   * Runs `work` on the clone. If the clone has expired, runs it once more on a new one. Rejects as
   * `work` does, or with an {@link ApiError}.
   */
  async use<T>(
    session: DatabaseSession,
    work: (held: Held) => Promise<T>
  ): Promise<T> {
    const known = this.of(session);
    if (known) {
      try {
        return await this.run(known, work);
      } catch (error) {
        if (!isExpired(error)) {
          throw error;
        }
      }
    }
    return await this.run(await this.make(session), work);
  }

  /** Runs `work` on the clone, if there is one. Otherwise, or if it has expired, returns `null`. */
  async ask<T>(
    session: DatabaseSession,
    work: (held: Held) => Promise<T>
  ): Promise<T | null> {
    const known = this.of(session);
    try {
      return known && (await this.run(known, work));
    } catch (error) {
      if (isExpired(error)) {
        return null;
      }
      throw error;
    }
  }

  private of({ id }: DatabaseSession): Holding | null {
    const { holding } = this;
    const isSame = holding?.clone.clonedFrom?.reveal() === id.reveal();
    if (holding && (!isSame || holding.retired.aborted)) {
      this.end(holding);
    }
    return this.holding;
  }

  private async run<T>(
    holding: Holding,
    work: (held: Held) => Promise<T>
  ): Promise<T> {
    clearTimeout(this.idle);
    this.isBusy = true;
    let hasExpired = false;
    try {
      return await work(holding);
    } catch (error) {
      hasExpired = isExpired(error);
      throw error;
    } finally {
      this.isBusy = false;
      const { clone, retired } = holding;
      if (hasExpired || clone.isInterrupted || retired.aborted) {
        this.end(holding);
      } else {
        this.idle = setTimeout(() => this.end(holding), this.idleMs).unref();
      }
    }
  }

  private async make(session: DatabaseSession): Promise<Holding> {
    const kept = await this.clones.keep(session);
    if (!kept) {
      throw new ApiError(
        'rendering_unavailable',
        'This database server clones no sessions, and pictures need a session of their own.'
      );
    }
    const widgets = new Widgets(() => ++this.widget);
    const holding = { ...kept, widgets };
    kept.retired.addEventListener('abort', () => {
      if (!this.isBusy) {
        this.end(holding);
      }
    });
    this.holding = holding;
    return holding;
  }

  private end(holding: Holding): void {
    holding.end();
    if (this.holding === holding) {
      clearTimeout(this.idle);
      this.holding = null;
    }
  }
}

const isExpired = (error: unknown): boolean =>
  error instanceof ApiError && error.code === 'session_expired';
