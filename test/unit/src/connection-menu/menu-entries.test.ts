/** What the menu of an editor's connection offers, and what each entry would do. */
import { expect, test } from 'vitest';
import {
  menuEntries,
  type MenuContext,
  type MenuEntry
} from '../../../../src/connection-menu/menu-entries';
import {
  connected,
  FakeConnection,
  trans,
  troubled
} from '../../../helpers/fake-connection';
import { serverStatus } from '../../../helpers/server-status';

const warehouse = serverStatus('warehouse', { label: 'Warehouse' });

const entriesOf = (parts: Partial<MenuContext> = {}): MenuEntry[] =>
  menuEntries({
    connection: new FakeConnection({ statuses: [] }),
    servers: [serverStatus('handover'), warehouse],
    troubled: new Set(),
    policy: { allow: 'any', signIn: true },
    databases: null,
    databasesFault: '',
    defaultKey: 'handover',
    isReadOnly: false,
    trans,
    ...parts
  });

/** The entry of a label; throws where there is none. */
function entry(label: string, entries: readonly MenuEntry[]) {
  const found = entries.find(one => one !== 'separator' && one.label === label);
  if (!found || found === 'separator') {
    throw new Error(`There is no entry “${label}”.`);
  }
  return found;
}

const labels = (entries: readonly MenuEntry[]): string[] =>
  entries.map(one => (one === 'separator' ? '–' : one.label));

async function on(key: string, status = connected()): Promise<FakeConnection> {
  const connection = new FakeConnection({ statuses: [status], key });
  await connection.refresh();
  return connection;
}

test('servers come first, then what is set for this one, then signing in and out', () => {
  expect(labels(entriesOf())).toEqual([
    ...['Handed over by Immerse', 'Warehouse', '–'],
    ...['Database', 'Read Only', 'Use for New Editors', '–'],
    ...['Sign In…', 'Sign Out', 'Reconnect', 'Check…']
  ]);
});

test.each([
  [{}, 'signed-out', 'sign in…', { kind: 'sign-in', server: 'warehouse' }],
  [
    { state: 'connected', username: 'ada' },
    ...['connected', 'ada', { kind: 'move', to: 'warehouse' }]
  ],
  [
    { auth: 'automatic' },
    ...['signed-out', '', { kind: 'enter', server: 'warehouse' }]
  ]
] as const)('of a server %j: %s, “%s”', (parts, state, detail, action) => {
  const found = entry(
    'Warehouse',
    entriesOf({ servers: [{ ...warehouse, ...parts }] })
  );
  expect(found).toMatchObject({ state, detail, action, isDisabled: false });
});

test('a server that was found not to work says so', () => {
  const servers = [{ ...warehouse, state: 'connected' as const }];
  const troubledOnes = new Set(['warehouse']);
  expect(
    entry('Warehouse', entriesOf({ servers, troubled: troubledOnes }))
  ).toMatchObject({ state: 'trouble', detail: 'not connected' });
});

test('where nobody can sign in by a password, that is not offered', () => {
  const servers = [
    serverStatus('handover'),
    serverStatus('berlin', { auth: 'single-sign-on' }),
    serverStatus('mine', { origin: 'user' })
  ];
  const policy = { allow: 'listed' as const, signIn: false };
  const entries = entriesOf({ servers, policy });
  expect(labels(entries)).not.toContain('Sign In…');
  expect(entry('berlin', entries)).toMatchObject({
    ...{ isDisabled: true, detail: 'signs in through Immerse' }
  });
  expect(entry('mine', entries)).toMatchObject({
    ...{ isDisabled: true, detail: 'not allowed here' }
  });
});

test('a database of the list is another connection to the same server', async () => {
  const connection = await on('warehouse');
  const { entries } = entry(
    'Database',
    entriesOf({ connection, databases: ['flights', 'taxis'] })
  ) as { entries: readonly MenuEntry[] };
  expect(entries).toMatchObject([
    { label: 'flights', isChecked: true },
    { label: 'taxis', action: { kind: 'move', to: 'warehouse;taxis' } }
  ]);
});

test.each([
  [connected(), '', 'Reading the databases…'],
  [connected(), 'It did not answer.', 'It did not answer.'],
  [troubled(), '', 'Known once you are connected']
])('databases that are not there: %#', async (status, fault, label) => {
  const connection = await on('warehouse', status);
  const { entries } = entry(
    'Database',
    entriesOf({ connection, databasesFault: fault })
  ) as { entries: readonly MenuEntry[] };
  expect(entries).toMatchObject([{ label, isDisabled: true }]);
});

test('what the administrator has set to read only stays so', () => {
  const servers = [serverStatus('handover', { readOnly: true })];
  expect(entry('Read Only', entriesOf({ servers }))).toMatchObject({
    ...{ isChecked: true, isDisabled: true },
    detail: 'set by the administrator'
  });
  expect(entry('Read Only', entriesOf())).toMatchObject({
    ...{ isChecked: false, isDisabled: false },
    action: { kind: 'read-only', isOn: true }
  });
});

test('where no session is to be handed over, the menu offers to sign in and nothing that needs a server', async () => {
  const connection = await on('handover', {
    ...troubled(),
    state: 'session_file_not_configured'
  });
  expect(labels(entriesOf({ connection, servers: [] }))).toEqual([
    ...['–', 'Sign In…', 'Reconnect', 'Check…']
  ]);
});

test('an editor whose server is on no list shows it all the same', async () => {
  const connection = await on('gone', troubled());
  expect(entriesOf({ connection })[0]).toMatchObject({
    ...{ label: 'gone', state: 'trouble', isChecked: true }
  });
});
