/**
 * Asks the session manager at every request and adds where the database is. A session that is
 * not there is an answer, not an error.
 */
import type { ConnectionData, SessionSource } from '../protocol';
import type { FoundSession } from './file-session-manager';
import type { Session } from './session-manager';
import { ApiError } from '../errors/api-error';
import { readDatabaseAddress } from './database-address';
import type { DatabaseSession } from './database-session';
import type { Target } from '../transport/target';
import { parseExpiry } from './parse-expiry';
import { SessionId } from './session-id';

export type SessionReading = {
  id: SessionId | null;
  target: Target | null;
  connection: ConnectionData;
  query: string;
  /** For the user, where all works but something should be mended. */
  warning?: string;
  /** Where the session came from, if that is not known before. */
  source?: SessionSource;
  /** Until when the session is good, in milliseconds since 1970; `null` where it is not known. */
  expiresAt?: number | null;
  /** Why `id` or `target` is not there; the session comes first. */
  fault: ApiError | null;
};

export type SessionReaderOptions = {
  manager: {
    /** @param expired - that the database no longer knows: it is not to be answered again. */
    getSession(expired?: SessionId): Promise<FoundSession> | FoundSession;
  };
  /** Names of the environment variables. */
  names: Readonly<ConnectionData>;
  env: NodeJS.ProcessEnv;
};

/** Where a connection's session comes from. */
export interface ISessions {
  /**
   * The session as it is now. Never rejects for want of one: the reading says why.
   *
   * @param expired - that the database no longer knows; whoever holds it lets it go.
   */
  read(expired?: SessionId): Promise<SessionReading>;
}

export class SessionReader implements ISessions {
  constructor(private readonly options: SessionReaderOptions) {}

  async read(expired?: SessionId): Promise<SessionReading> {
    const { manager, names, env } = this.options;
    let found: FoundSession = {};
    let fault: ApiError | null = null;
    try {
      found = await manager.getSession(expired);
    } catch (error) {
      if (!(error instanceof ApiError)) {
        throw error;
      }
      fault = error;
    }
    const session = found.session?.trim() ?? '';
    const id = SessionId.parse(session);
    const { connection, target, ...connecting } = readDatabaseAddress({
      names,
      env,
      given: givenConnection(found)
    });
    return {
      id,
      target,
      connection,
      query: found.query ?? '',
      warning: found.warning,
      source: found.source,
      expiresAt: found.expiresAt ?? parseExpiry(found.expires) ?? null,
      fault: fault ?? (id ? connecting.fault : noSession(session))
    };
  }
}

/**
 * The session that was read.
 *
 * @throws ApiError - why there is none.
 */
export function requireSession(reading: SessionReading): DatabaseSession {
  const { id, target, fault } = reading;
  if (fault || !id || !target) {
    throw fault ?? noSession('');
  }
  return { id, target };
}

/** What is empty counts as not given. */
function givenConnection({ connection }: Session): Partial<ConnectionData> {
  return {
    protocol: connection?.protocol || undefined,
    host: connection?.host || undefined,
    port: connection?.port?.toString() || undefined
  };
}

const noSession = (text: string): ApiError =>
  text === ''
    ? new ApiError(
        'session_missing',
        'The session manager has no session now. Log in to the database again.'
      )
    : new ApiError(
        'session_manager_invalid',
        'The session manager returned a session that is not a session ID: 8 to 128 letters, digits, "-" or "_".'
      );
