/** The servers of the sidecar and those of the user's settings as one list. Pure. */
import type { ServerStatus } from '../../server/protocol';
import type { UserServer } from './user-servers';

/**
 * A server that the sidecar lists keeps its address, whatever the settings say of its ID: the user
 * may have got them from elsewhere, and a password must not follow.
 */
export function mergedServers(
  listed: readonly ServerStatus[],
  own: readonly UserServer[]
): ServerStatus[] {
  const ids = new Set(listed.map(({ id }) => id));
  const remembered = new Map(own.map(server => [server.id, server]));
  return [
    ...listed
      .filter(
        ({ id, origin, state }) =>
          // The sidecar remembers what the user has taken off the list.
          origin !== 'user' || state === 'connected' || remembered.has(id)
      )
      .map(server => withMemory(server, remembered.get(server.id))),
    ...own
      .filter(({ id, connection }) => !ids.has(id) && connection.host !== '')
      .map(fromSettings)
  ];
}

/** What the user signed in with last is proposed again. */
function withMemory(
  server: ServerStatus,
  last: UserServer | undefined
): ServerStatus {
  if (!last || server.state === 'connected') {
    return server;
  }
  const isMoved = server.origin === 'user' && last.connection.host !== '';
  return {
    ...server,
    connection: isMoved ? last.connection : server.connection,
    username: last.username || server.username,
    database: last.database || server.database
  };
}

const fromSettings = ({
  id,
  label,
  connection,
  database,
  username
}: UserServer): ServerStatus => ({
  ...{ id, connection, database, username },
  label: label || connection.host,
  origin: 'user',
  databases: [],
  auth: 'password',
  state: 'sign_in_needed',
  readOnly: false
});
