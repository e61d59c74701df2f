/**
 * Asks the session manager at each request, and adds where the database is. A missing session is an
 * answer, not an error.
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
  /** For the user, if everything works but something should be corrected. */
  warning?: string;
  /** Where the session came from, if that was not known in advance. */
  source?: SessionSource;
  /** When the session expires, in milliseconds since 1970; `null` if that is not known. */
  expiresAt?: number | null;
  /** Why `id` or `target` is missing. A fault of the session comes first. */
  fault: ApiError | null;
};

export type SessionReaderOptions = {
  manager: {
    /** @param expired - a session that the database no longer knows; not to be returned again. */
    getSession(expired?: SessionId): Promise<FoundSession> | FoundSession;
  };
  /** Names of the environment variables. */
  names: Readonly<ConnectionData>;
  env: NodeJS.ProcessEnv;
};

/** Where a connection's session comes from. */
export interface ISessions {
  /**
   * Reads the current session. If there is none, it does not reject: `fault` says why.
   *
   * @param expired - a session that the database no longer knows; it is not returned again.
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
 * Returns the session of a reading.
 *
 * @throws ApiError - the reading's fault, if there is no session.
 */
export function requireSession(reading: SessionReading): DatabaseSession {
  const { id, target, fault } = reading;
  if (fault || !id || !target) {
    throw fault ?? noSession('');
  }
  return { id, target };
}

/** Empty values count as absent. */
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
