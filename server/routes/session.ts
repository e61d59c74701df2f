/** `GET /session`, the contract of 2020, and `GET /status`, what the front end shows. Both answer 200 without a session, too. */
import { Router } from 'express';
import type {
  ConnectionData,
  SessionReply,
  SessionSource,
  StatusReply
} from '../protocol';
import type { DatabaseClient } from '../database/database-client';
import { ApiError } from '../errors/api-error';
import { allowOnly } from '../http/allow-only';
import { admitted } from '../admission/admitted';
import type { Admission } from '../admission/admission';
import { withFreshSession } from '../session/fresh-session';
import type { SessionReader, SessionReading } from '../session/session-reader';

export type SessionRoutesOptions = {
  sessions: SessionReader;
  database: DatabaseClient;
  source: SessionSource;
  /** The names of the environment variables. */
  names: Readonly<ConnectionData>;
  exposeSessionId: boolean;
  /** Apart, so that a database that hangs does not keep the session from who asks for it. */
  admission: { session: Admission; status: Admission };
};

export function sessionRoutes(options: SessionRoutesOptions): Router {
  const { sessions, database, source, names, exposeSessionId, admission } =
    options;
  const environment = { ...names };
  const routes = Router({ strict: true, caseSensitive: true });

  routes
    .route('/session')
    .get(
      admitted(admission.session, async (_request, response) => {
        const { id, connection, query, fault } = await sessions.read();
        const reply: SessionReply = {
          session: exposeSessionId && id ? id.reveal() : '',
          connection,
          environment,
          query,
          ...(fault && stateOf(fault))
        };
        response.json(reply);
      })
    )
    .all(allowOnly('GET, HEAD'));

  routes
    .route('/status')
    .get(
      admitted(admission.status, async (_request, response, left) => {
        const { state, reading } = await askDatabase(database, sessions, left);
        const { connection, query, warning } = reading;
        const reply: StatusReply = {
          ...state,
          source,
          connection,
          environment,
          query,
          warning
        };
        response.json(reply);
      })
    )
    .all(allowOnly('GET, HEAD'));

  return routes;
}

type State = Pick<
  StatusReply,
  'state' | 'message' | 'user' | 'database' | 'serverVersion'
>;

const stateOf = (fault: ApiError) => ({
  state: fault.code,
  message: fault.message
});

async function askDatabase(
  database: DatabaseClient,
  sessions: SessionReader,
  signal: AbortSignal
): Promise<{ state: State; reading: SessionReading }> {
  let reading: SessionReading | undefined;
  const noting = {
    read: async () => (reading = await sessions.read())
  };
  let state: State;
  try {
    state = await withFreshSession(noting, async ({ id, target }) => {
      const [info, serverVersion] = await Promise.all([
        database.sessionInfo({ target, id, signal }),
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
