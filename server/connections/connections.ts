/** The connections of this sidecar, by their keys. Starts none, and talks to no database. */
import { ApiError } from '../errors/api-error';
import type { ConnectionKey } from '../protocol';
import type { Connection } from './connection';

/** The session that the server was handed. */
export const HANDOVER: ConnectionKey = 'handover';

export class Connections {
  private readonly items: ReadonlyMap<ConnectionKey, Connection>;

  /** @param items - with the handed-over one among them. */
  constructor(items: readonly Connection[]) {
    this.items = new Map(items.map(item => [item.key, item]));
  }

  /**
   * The connection of a key.
   *
   * @throws ApiError `connection_unknown` - where there is none.
   */
  get(key: ConnectionKey): Connection {
    const found = this.items.get(key);
    if (!found) {
      throw new ApiError(
        'connection_unknown',
        'This server has no such connection. Reload the page.'
      );
    }
    return found;
  }

  /** Disconnects the clones of all. Never rejects. */
  async dispose(): Promise<void> {
    await Promise.all(
      [...this.items.values()].map(({ clones }) => clones.dispose())
    );
  }
}
