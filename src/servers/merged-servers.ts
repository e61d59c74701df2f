/** The servers of the sidecar and those of the user's settings as one list. Pure. */
import type { ServerStatus } from '../../server/protocol';
import type { UserServer } from './user-servers';

/**
 * The sidecar's address of a server wins over an address in the settings with the same ID. The
 * settings may come from elsewhere, and a password must not go to their address.
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
          // The sidecar still lists servers that the user has removed.
          origin !== 'user' || state === 'connected' || remembered.has(id)
      )
      .map(server => withMemory(server, remembered.get(server.id))),
    ...own
      .filter(({ id, connection }) => !ids.has(id) && connection.host !== '')
      .map(fromSettings)
  ];
}

/** Proposes the user and the database of the last sign-in. */
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
