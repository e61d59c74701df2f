/**
 * `GET /session`, the route of 2020, and `GET /status`, which the front end shows. Both answer 200
 * without a session, too.
 */
import type { Admission } from '../admission/admission';
import type { DatabaseClient } from '../database/database-client';
import { ApiError } from '../errors/api-error';
import type { ConnectionData, Limits, StatusReply } from '../protocol';
import { withFreshSession } from '../session/fresh-session';
import type { Connection } from '../connections/connection';
import type { SessionId } from '../session/session-id';
import type { SessionReading } from '../session/session-reader';
import { admitted } from './admitted';
import type { RouteTable } from './route';

export type SessionRoutesOptions = {
  database: DatabaseClient;
  /** The names of the environment variables. */
  names: Readonly<ConnectionData>;
  exposeSessionId: boolean;
  limits: Readonly<Limits>;
  /** Where the user logs in to the database again; `undefined` if no page is configured. */
  loginUrl: string | undefined;
  /** Separate, so that a database that hangs does not delay `GET /session`. */
  admission: { session: Admission; status: Admission };
};

export function sessionRoutes({
  database,
  names,
  exposeSessionId,
  limits,
  loginUrl,
  admission
}: SessionRoutesOptions) {
  const environment = { ...names };
  return {
    'GET /session': admitted(admission.session, async ({ connection }) => {
      const { id, query, fault, ...reading } = await connection.sessions.read();
      return {
        session: exposeSessionId && id ? id.reveal() : '',
        connection: reading.connection,
        environment,
        query,
        ...(fault && stateOf(fault))
      };
    }),
    'GET /status': admitted(
      admission.status,
      async ({ connection: { readOnly, source, ...asked } }, signal) => {
        const { state, reading } = await askDatabase(database, asked, signal);
        const { connection, query, warning } = reading;
        const isSignIn = source.kind === 'sign-in';
        return {
          ...{ ...state, connection, environment, query },
          source: reading.source ?? source,
          ...{ warning, readOnly, limits },
          expiresAt: reading.expiresAt ?? undefined,
          loginUrl: isSignIn ? undefined : loginUrl
        };
      }
    )
  } satisfies Partial<RouteTable>;
}

type State = Pick<
  StatusReply,
  'state' | 'message' | 'user' | 'database' | 'serverVersion'
>;

const stateOf = (fault: ApiError) => ({
  state: fault.code,
  message: fault.message
});

type AskedConnection = Pick<Connection, 'sessions' | 'clones' | 'databaseName'>;

async function askDatabase(
  database: DatabaseClient,
  { sessions, clones, databaseName }: AskedConnection,
  signal: AbortSignal
): Promise<{ state: State; reading: SessionReading }> {
  let reading: SessionReading | undefined;
  const noting = {
    read: async (expired?: SessionId) =>
      (reading = await sessions.read(expired))
  };
  let state: State;
  try {
    state = await withFreshSession(noting, async session => {
      const { target } = session;
      const [info, serverVersion] = await Promise.all([
        databaseName === null
          ? database.sessionInfo({ ...session, signal })
          : clones.use(session, clone =>
              database.sessionInfo({ ...clone, signal })
            ),
        database.version({ target }).catch(() => undefined)
      ]);
      return { state: 'connected' as const, ...info, serverVersion };
    });
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    state = stateOf(error);
  }
  return { state, reading: reading! };
}
