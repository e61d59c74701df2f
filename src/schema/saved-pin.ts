/** Saves the pinned connection of the schema browser in the workspace. */
import type { IStateDB } from '@jupyterlab/statedb';
import type { ConnectionKey } from '../../server/protocol';
import type { BrowsedConnection } from './browsed-connection';

const ID = 'jupyterlab-omnisci:schema-browser';

/** Restores the saved pin, unless the user chose meanwhile; then saves each choice. */
export async function keepPin(
  browsed: BrowsedConnection,
  state: IStateDB
): Promise<void> {
  let last = await savedPin(state);
  const save = (): void => {
    const { pinned } = browsed;
    if (pinned !== last) {
      last = pinned;
      // If it cannot be saved, the browser follows the editors after the next reload.
      void state.save(ID, { pinned }).catch(() => undefined);
    }
  };
  browsed.pinned ??= last;
  save();
  browsed.changed.connect(save);
}

async function savedPin(state: IStateDB): Promise<ConnectionKey | null> {
  const saved = await state.fetch(ID).catch(() => undefined);
  const pinned = (saved as { pinned?: unknown } | undefined)?.pinned;
  return typeof pinned === 'string' && pinned !== '' ? pinned : null;
}
