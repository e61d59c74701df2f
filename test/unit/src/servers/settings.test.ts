/** What the user set for connections, read and written. */
import { expect, test } from 'vitest';
import { ConnectionSettings } from '../../../../src/servers/settings';
import { FakeSettings } from '../../../helpers/fake-settings';

const OLD = {
  host: 'old',
  username: 'admin',
  password: 'HyperInteractive',
  GTM: 'GTM-1'
};
const NEW = {
  id: 'new',
  label: 'New',
  connection: { protocol: 'https', host: 'new', port: '443' },
  username: 'ada',
  database: 'flights'
};

async function loaded(file: FakeSettings): Promise<ConnectionSettings> {
  const settings = new ConnectionSettings(file);
  await settings.ready;
  return settings;
}

test('a server is remembered beside those that are there, which keep all their keys', async () => {
  const file = new FakeSettings({ servers: [OLD] });
  const settings = await loaded(file);
  await settings.remember(NEW);
  expect(file.user['servers']).toEqual([
    OLD,
    {
      ...{ id: 'new', label: 'New', username: 'ada', database: 'flights' },
      ...NEW.connection
    }
  ]);
  await settings.remember({ ...NEW, id: 'old', label: '', username: 'eve' });
  expect(file.user['servers']).toMatchObject([
    { id: 'old', username: 'eve', GTM: 'GTM-1' },
    { id: 'new' }
  ]);
  await settings.forget('old');
  expect(settings.servers.map(({ id }) => id)).toEqual(['new']);
});

test('a password is told of, and is gone when it is removed', async () => {
  const file = new FakeSettings({ servers: [OLD, { host: 'b' }] });
  const settings = await loaded(file);
  expect(settings.holdsPasswords).toBe(true);
  await settings.removePasswords();
  expect(settings.holdsPasswords).toBe(false);
  expect(JSON.stringify(file.user)).not.toContain('HyperInteractive');
  expect(file.user['servers']).toMatchObject([{ GTM: 'GTM-1' }, { host: 'b' }]);
});

test('a password that the administrator presets is not written into the user’s file', async () => {
  const file = new FakeSettings({}, { servers: [OLD] });
  const settings = await loaded(file);
  expect(settings.holdsPasswords).toBe(false);
  await settings.remember(NEW);
  expect(settings.servers.map(({ id }) => id)).toEqual(['old', 'new']);
  expect(JSON.stringify(file.user)).not.toContain('HyperInteractive');
});

test('default, environment and read-only servers are kept', async () => {
  const file = new FakeSettings();
  const settings = await loaded(file);
  await settings.setDefault('warehouse;flights');
  await settings.setEnvironment({ protocol: 'P', host: 'H', port: 'DB_PORT' });
  await settings.setReadOnly('a', true);
  await settings.setReadOnly('b', true);
  await settings.setReadOnly('a', false);
  const again = await loaded(file);
  expect(again.default).toBe('warehouse;flights');
  // The name of a variable, which the 2020 extension made a number of.
  expect(again.environment.port).toBe('DB_PORT');
  expect([...again.readOnly]).toEqual(['b']);
});

test('settings that cannot be read leave the defaults, and saving says so', async () => {
  const settings = new ConnectionSettings({
    load: () => Promise.reject(new Error('The file is broken.'))
  });
  await settings.ready;
  expect(settings.servers).toEqual([]);
  await expect(settings.setDefault('x')).rejects.toThrow('broken');
});
