/** A session that the sidecar opened, or is to open, at a server: it ends it, too. */
import type { DatabaseClient } from '../database/database-client';
import { ApiError } from '../errors/api-error';
import type { ConnectionData } from '../protocol';
import type { SessionId } from '../session/session-id';
import type { SessionReading } from '../session/session-reader';
import type { Target } from '../transport/target';

export type OwnSessionOptions = {
  label: string;
  connection: ConnectionData;
  target: Target | null;
  /** Why there is no target. */
  fault: ApiError | null;
  database: Pick<DatabaseClient, 'disconnect'>;
  /** Opens one without a password being typed; `null` where that cannot be. */
  open: () => Promise<OpenedSession | null>;
};

export type OpenedSession = {
  id: SessionId;
  /** False for a session that another program opened, and will end. */
  isOurs: boolean;
};

export class OwnSession {
  private opened: OpenedSession | null = null;
  private hasExpired = false;
  /** True until the user signs in again: no session is opened. */
  private isSignedOut = false;
  private opening: Promise<void> | null = null;

  constructor(private readonly options: OwnSessionOptions) {}

  get isOpen(): boolean {
    return this.opened !== null;
  }

  /**
   * Returns the session; opens one if there is none.
   *
   * @param expired - a session that the database no longer knows; it is not returned again.
   */
  async read(expired?: SessionId): Promise<SessionReading> {
    const { connection, target } = this.options;
    if (expired && this.opened?.id.reveal() === expired.reveal()) {
      this.opened = null;
      this.hasExpired = true;
    }
    let { fault } = this.options;
    if (!fault && !this.opened && !this.isSignedOut) {
      try {
        this.opening ??= this.open().finally(() => (this.opening = null));
        await this.opening;
      } catch (error) {
        if (!(error instanceof ApiError)) {
          throw error;
        }
        fault = error;
      }
    }
    const id = this.opened?.id ?? null;
    fault ??= id ? null : this.signInNeeded();
    return { id, target, connection, query: '', fault };
  }

  /** Takes a session that was opened, and ends the one before. */
  async take(opened: OpenedSession): Promise<void> {
    const old = this.opened;
    this.opened = opened;
    this.hasExpired = false;
    this.isSignedOut = false;
    await this.disconnect(old);
  }

  /**
   * Ends it. Never rejects: what cannot be reached is left to expire.
   *
   * @returns false where there is none of ours.
   */
  async end(timeLimitMs?: number): Promise<boolean> {
    const { opened } = this;
    this.opened = null;
    this.hasExpired = false;
    this.isSignedOut = true;
    await this.disconnect(opened, timeLimitMs);
    return opened?.isOurs ?? false;
  }

  private async open(): Promise<void> {
    const opened = await this.options.open();
    if (opened) {
      await this.take(opened);
    }
  }

  private async disconnect(
    opened: OpenedSession | null,
    timeLimitMs?: number
  ): Promise<void> {
    const { target, database } = this.options;
    if (opened?.isOurs && target) {
      await database
        .disconnect({ target, id: opened.id }, timeLimitMs)
        .catch(() => undefined);
    }
  }

  private signInNeeded(): ApiError {
    const { label } = this.options;
    return new ApiError(
      'sign_in_needed',
      this.hasExpired
        ? `Your session at ${label} has expired. Sign in again.`
        : `You are not signed in to ${label}.`
    );
  }
}
