/** What a new editor or notebook connects to, once that is known. */
import { within } from './within';
import type { IConnection, IConnections } from '../tokens';

/** How long one waits for the settings and the list of servers, in milliseconds. */
const WAIT_MS = 2_000;

/** What there is in time: one on the handed-over session is better than none. Never rejects. */
export async function settledDefault(
  connections: Pick<IConnections, 'ready' | 'default'>
): Promise<IConnection> {
  await within(connections.ready(), WAIT_MS);
  return connections.default;
}
