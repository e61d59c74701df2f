/** The connection of a new editor. Pure. */
import type { ConnectionKey, ConnectionsReply } from '../../server/protocol';
import { HANDOVER } from '../sidecar/route-address';
import type { UserServer } from './user-servers';

/**
 * The first that exists: the user's choice, the handed-over session, the default of the 2020
 * extension, the default of the Jupyter server, a server that the user has signed in to.
 */
export function defaultKey(options: {
  /** Empty if the user has chosen none. */
  chosen: ConnectionKey;
  own: readonly UserServer[];
  /** `null` if the Jupyter server has not answered. */
  reply: Pick<ConnectionsReply, 'default' | 'servers'> | null;
}): ConnectionKey {
  const { chosen, own, reply } = options;
  if (chosen !== '') {
    return chosen;
  }
  const isHandedOver = reply?.servers.some(({ id }) => id === HANDOVER) ?? true;
  const proposed = reply?.default ?? HANDOVER;
  if (isHandedOver) {
    return proposed;
  }
  const master = own.find(({ isMaster }) => isMaster);
  const signedIn = reply?.servers.find(({ state }) => state === 'connected');
  return (
    master?.id ??
    (proposed === HANDOVER ? (signedIn?.id ?? HANDOVER) : proposed)
  );
}
