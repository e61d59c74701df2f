/** The connection with which an output begins: the one that it names, or else the user's default. */
import { settledDefault } from '../lifetime/settled-default';
import type { IConnection, IConnections } from '../tokens';
import type { ConnectionInOutput } from './connection-in-output';
import { namedConnection } from './named-connection';

export type OutputConnections = Pick<
  IConnections,
  'ready' | 'default' | 'get' | 'servers' | 'policy'
>;

export type OutputConnection = {
  connection: IConnection;
  /** What the output names, if it is none of the user's connections: a name or an address to show. */
  unknown: string | null;
};

/** Waits for the list of servers. Never rejects. */
export async function outputConnection(
  named: ConnectionInOutput | null,
  connections: OutputConnections
): Promise<OutputConnection> {
  const usual = await settledDefault(connections);
  const found = namedConnection(named, connections);
  return {
    connection: found.kind === 'allowed' ? connections.get(found.key) : usual,
    unknown: found.kind === 'unknown' ? found.name : null
  };
}
