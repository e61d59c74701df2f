/**
 * Routes that list the connections, sign in and out, and open a session for a program of the user.
 */
import type { Admission } from '../admission/admission';
import type { Connection } from '../connections/connection';
import type { Connections, NamedServer } from '../connections/connections';
import type { SignIn } from '../connections/own-server';
import { ApiError } from '../errors/api-error';
import type { IEvents } from '../events/event';
import { recordSignIn } from '../events/record-sign-in';
import { requestIdOf } from '../http/request-guard';
import { jsonBodyOf } from '../http/request-body';
import { Password } from '../secrets/password';
import { SERVER_ID } from '../servers/listed-server';
import { withFreshSession } from '../session/fresh-session';
import { admitted } from './admitted';
import type { RouteTable } from './route';

const MAX_BODY_BYTES = 4096;

export type ConnectionRoutesOptions = {
  connections: Connections;
  /** What a sign-out stops. */
  work: readonly {
    cancelAll(connections: ReadonlySet<Connection>): Promise<void>;
  }[];
  exposeSessionId: boolean;
  admission: Admission;
  events: IEvents;
};

export function connectionRoutes({
  connections,
  work,
  exposeSessionId,
  admission,
  events
}: ConnectionRoutesOptions) {
  return {
    'GET /connections': admitted(admission, () => connections.list()),
    'POST /connections/sign-in': admitted(
      admission,
      async ({ request, response }) => {
        const { server, ...signIn } = parseSignIn(
          jsonBodyOf(request, MAX_BODY_BYTES)
        );
        return await recordSignIn(
          events,
          {
            kind: 'sign-in',
            connection: typeof server === 'string' ? server : server.id,
            request_id: requestIdOf(response)
          },
          () => connections.signIn(server, signIn)
        );
      }
    ),
    'POST /connections/sign-out': admitted(
      admission,
      async ({ request, response }) => {
        const { server } = fieldsOf(jsonBodyOf(request, MAX_BODY_BYTES));
        const id = textOf('server', server);
        return await recordSignIn(
          events,
          {
            ...{ kind: 'sign-out', connection: id },
            request_id: requestIdOf(response)
          },
          async () => {
            const ending = (await connections.connected(id)).connections;
            await Promise.all(work.map(item => item.cancelAll(ending)));
            return { ended: await connections.signOut(id) };
          }
        );
      }
    ),
    'POST /sessions': admitted(admission, async ({ connection, request }) => {
      // Empty, but required: a foreign page can send a form, but not JSON.
      jsonBodyOf(request, MAX_BODY_BYTES);
      if (!exposeSessionId) {
        throw new ApiError(
          'forbidden',
          'This Jupyter server hands no session to programs (OmniSciConfig.expose_session_id).'
        );
      }
      const { sessions, clones, databaseName } = connection;
      return await withFreshSession(sessions, async session => {
        const { id, target } = await clones.give(session);
        return {
          session: id.reveal(),
          connection: { ...target, port: String(target.port) },
          database: databaseName ?? ''
        };
      });
    })
  } satisfies Partial<RouteTable>;
}

function parseSignIn(body: unknown): { server: string | NamedServer } & SignIn {
  const { server, username, database, password } = fieldsOf(body);
  const parsed =
    password === undefined
      ? null
      : Password.parse(textOf('password', password));
  if (password !== undefined && !parsed) {
    throw new ApiError('request_invalid', 'Type a password.');
  }
  return {
    server: typeof server === 'string' ? server : namedServer(server),
    username: textOf('username', username),
    database: textOf('database', database),
    password: parsed
  };
}

function namedServer(value: unknown): NamedServer {
  const { id, label, protocol, host, port } = fieldsOf(value);
  const name = textOf('id', id);
  if (!SERVER_ID.test(name)) {
    throw new ApiError(
      'request_invalid',
      'The ID of a server must be 1 to 64 letters, digits, ".", "_" or "-", and begin with a letter or digit.'
    );
  }
  return {
    id: name,
    label: textOf('label', label) || name,
    protocol: textOf('protocol', protocol),
    host: textOf('host', host),
    port: textOf('port', port)
  };
}

function fieldsOf(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) {
    throw new ApiError('request_invalid', 'The body must be a JSON object.');
  }
  return value as Record<string, unknown>;
}

function textOf(name: string, value: unknown): string {
  if (typeof value !== 'string') {
    throw new ApiError('request_invalid', `The ${name} must be a text.`);
  }
  return value;
}
