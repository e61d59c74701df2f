/** What a new editor connects to. Pure. */
import type { ConnectionKey, ConnectionsReply } from '../../server/protocol';
import { HANDOVER } from '../sidecar/route-address';
import type { UserServer } from './user-servers';

/**
 * The user's choice; else the handed-over session, where there is one; else what the 2020 extension
 * had marked; else what the Jupyter server says; else a server that the user has signed in to.
 */
export function defaultKey(options: {
  /** Empty where the user has chosen none. */
  chosen: ConnectionKey;
  own: readonly UserServer[];
  /** `null` where the Jupyter server has not answered. */
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
