/** Which of the user's connections an output means. Pure. */
import type { ConnectionKey, ServerStatus } from '../../server/protocol';
import {
  connectionKey,
  databaseOf,
  serverOf
} from '../connection-info/connection-key';
import { HANDOVER } from '../sidecar/route-address';
import type { ConnectionPolicy } from '../tokens';
import type { ConnectionInOutput, NamedAddress } from './connection-in-output';

export type NamedConnection =
  | { kind: 'allowed'; key: ConnectionKey }
  /** The output names none. */
  | { kind: 'none' }
  /** The output names one that the user does not have: a name or an address to show. */
  | { kind: 'unknown'; name: string };

/**
 * Only a server of the list is ever meant, so that a notebook cannot lead anybody to sign in
 * elsewhere.
 */
export function namedConnection(
  named: ConnectionInOutput | null,
  context: {
    servers: readonly ServerStatus[];
    policy: Pick<ConnectionPolicy, 'allow'> | null;
  }
): NamedConnection {
  if (named === null) {
    return { kind: 'none' };
  }
  const servers = context.servers.filter(server =>
    isAllowed(server, context.policy)
  );
  if ('key' in named) {
    const { key } = named;
    return servers.some(({ id }) => id === serverOf(key))
      ? { kind: 'allowed', key }
      : serverOf(key) === HANDOVER
        ? { kind: 'none' }
        : { kind: 'unknown', name: key };
  }
  const server = servers.find(({ connection }) => isAt(connection, named));
  return server
    ? { kind: 'allowed', key: keyAt(server, named.database) }
    : {
        kind: 'unknown',
        name: named.port ? `${named.host}:${named.port}` : named.host
      };
}

/** As in the menu: a server of the settings is off where the administrator allows the listed only. */
const isAllowed = (
  { origin, state }: ServerStatus,
  policy: Pick<ConnectionPolicy, 'allow'> | null
): boolean =>
  origin !== 'user' || state === 'connected' || policy?.allow === 'any';

/** Parts that the notebook leaves out match any. */
const isAt = (
  { protocol, host, port }: ServerStatus['connection'],
  named: NamedAddress
): boolean =>
  host.toLowerCase() === named.host &&
  (named.port === '' || named.port === port) &&
  (named.protocol === '' || named.protocol === protocol.toLowerCase());

/** The session's own database needs no name. */
const keyAt = (
  { id, database }: ServerStatus,
  wanted: string
): ConnectionKey =>
  wanted === '' || wanted === database || databaseOf(id) !== null
    ? id
    : connectionKey(id, wanted);
