/** Whose database the schema browser shows. */
import type { IStateDB } from '@jupyterlab/statedb';
import { Signal } from '@lumino/signaling';
import { expect, test } from 'vitest';
import {
  BrowsedConnection,
  keepPin
} from '../../../../src/schema/browsed-connection';
import type {
  IConnection,
  IConnections,
  ISqlEditors
} from '../../../../src/tokens';
import { FakeConnection, trans } from '../../../helpers/fake-connection';
import { serverStatus } from '../../../helpers/server-status';

function world() {
  const made = new Map<string, IConnection>();
  const get = (key = 'handover'): IConnection => {
    const connection =
      made.get(key) ?? new FakeConnection({ statuses: [], key });
    made.set(key, connection);
    return connection;
  };
  const connections = {
    get,
    default: get('usual'),
    servers: [
      serverStatus('handover'),
      serverStatus('prod', { label: 'Production', state: 'connected' }),
      serverStatus('closed')
    ],
    changed: new Signal<object, void>({})
  } as unknown as IConnections;
  const currentChanged = new Signal<object, void>({});
  const editors = {
    current: null as { connection: IConnection } | null,
    items: [] as { connection: IConnection }[],
    currentChanged
  };
  const browsed = new BrowsedConnection({
    connections,
    editors: editors as unknown as ISqlEditors,
    trans
  });
  const use = (key: string): void => {
    editors.current = { connection: get(key) };
    editors.items.push(editors.current);
    currentChanged.emit();
  };
  return { browsed, use };
}

test('it follows the editor that is used, and before there is one what is usual', () => {
  const { browsed, use } = world();
  expect(browsed.value.key).toBe('usual');
  use('handover;flights');
  expect(browsed.value.key).toBe('handover;flights');
  use('prod');
  expect(browsed.value.key).toBe('prod');
});

test('pinned, it stays where it is until it follows again', () => {
  const { browsed, use } = world();
  use('handover');
  browsed.pinned = 'handover;flights';
  use('prod');
  expect(browsed.value.key).toBe('handover;flights');
  browsed.pinned = null;
  expect(browsed.value.key).toBe('prod');
});

test('it can be pinned to what is in use and what is signed in to, and to nothing else', () => {
  const { browsed, use } = world();
  use('handover;flights');
  expect(browsed.choices).toEqual([
    { key: 'handover', label: 'Immerse' },
    { key: 'prod', label: 'Production' },
    { key: 'handover;flights', label: 'Immerse · flights' }
  ]);
  browsed.pinned = 'gone';
  expect(browsed.choices.map(({ key }) => key)).toContain('gone');
});

class FakeState {
  saved: unknown = { pinned: 'prod' };
  fetch = (): Promise<unknown> => Promise.resolve(this.saved);
  save = (_: string, value: unknown): Promise<void> => {
    this.saved = value;
    return Promise.resolve();
  };
}

test('the workspace keeps the pin, and gives it back', async () => {
  const state = new FakeState();
  const before = world();
  await keepPin(before.browsed, state as unknown as IStateDB);
  expect(before.browsed.pinned).toBe('prod');
  before.browsed.pinned = 'handover';
  const after = world();
  await keepPin(after.browsed, state as unknown as IStateDB);
  expect(after.browsed.value.key).toBe('handover');
  after.browsed.pinned = null;
  expect(state.saved).toEqual({ pinned: null });
});

test('what was chosen meanwhile is not undone by what the workspace has', async () => {
  const { browsed } = world();
  const state = new FakeState();
  const kept = keepPin(browsed, state as unknown as IStateDB);
  browsed.pinned = 'handover';
  await kept;
  expect(browsed.pinned).toBe('handover');
});
