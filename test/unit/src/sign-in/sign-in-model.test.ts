/** What the sign-in dialog asks for, and what it does with it. */
import { describe, expect, test } from 'vitest';
import type { ServerStatus } from '../../../../server/protocol';
import {
  NEW_SERVER,
  SignInModel,
  type SignInModelOptions
} from '../../../../src/sign-in/sign-in-model';
import type { ConnectionPolicy } from '../../../../src/tokens';
import { FakeConnection, trans } from '../../../helpers/fake-connection';
import { serverStatus } from '../../../helpers/server-status';

const ANY: ConnectionPolicy = { allow: 'any', signIn: true };

/** Records what is asked of the connections, in order. */
function modelOf(
  options: Partial<SignInModelOptions> & {
    servers?: ServerStatus[];
    policy?: ConnectionPolicy;
    refuse?: string;
  }
) {
  const { servers = [], policy = ANY, refuse, ...rest } = options;
  const done: unknown[] = [];
  const model = new SignInModel({
    connections: {
      servers,
      policy,
      default: new FakeConnection({ statuses: [] }),
      signIn: (server, credentials) => {
        done.push(['sign in', server, credentials]);
        const key = typeof server === 'string' ? server : 'new';
        return refuse === undefined
          ? Promise.resolve(new FakeConnection({ statuses: [], key }))
          : Promise.reject(new Error(refuse));
      },
      removeServer: id => {
        done.push(['remove', id]);
        servers.splice(
          servers.findIndex(server => server.id === id),
          1
        );
        return Promise.resolve();
      },
      setDefault: key => {
        done.push(['default', key]);
        return Promise.resolve();
      }
    },
    purpose: 'sign-in',
    trans,
    ...rest
  });
  return { model, done };
}

const handover = serverStatus('handover');
const warehouse = serverStatus('warehouse', {
  ...{ username: 'ada', database: 'flights' }
});

test('it begins with a server that wants a sign-in, and what was typed there last', () => {
  const { model } = modelOf({
    servers: [handover, serverStatus('in', { state: 'connected' }), warehouse]
  });
  expect(model.chosen).toBe('warehouse');
  expect(model.fields).toMatchObject({ username: 'ada', database: 'flights' });
  expect(model.destination.address).toBe('https://warehouse.example.com:443');
  expect(model.servers.map(({ id }) => id)).not.toContain('handover');
});

test('where there is no server it begins with a new one', () => {
  const { model } = modelOf({});
  expect(model.chosen).toBe(NEW_SERVER);
  expect(model.destination.address).toBe('');
});

describe('where the password goes', () => {
  test.each([
    ['https', 'a.example.com', '', 'https://a.example.com:443', false],
    ['http', 'a.example.com', '6273', 'http://a.example.com:6273', true],
    ['http', 'localhost', '', 'http://localhost:80', false],
    ['binary', 'a.example.com', '', 'binary://a.example.com:6274', true]
  ])('%s %s %s', (protocol, host, port, address, isReadable) => {
    const { model } = modelOf({});
    model.set('protocol', protocol);
    model.set('host', host);
    model.set('port', port);
    expect(model.destination).toEqual({ host, address, isReadable });
  });

  test('an address that is put into the field of the host is taken apart', () => {
    const { model } = modelOf({});
    model.set('host', 'http://a.example.com:6273/immerse');
    expect(model.fields).toMatchObject({
      ...{ protocol: 'http', host: 'a.example.com', port: '6273' }
    });
  });
});

test('a sign-in to a new server sends its address', async () => {
  const { model, done } = modelOf({});
  model.set('host', ' new.example.com ');
  model.set('username', ' ada ');
  expect(await model.submit('secret')).toBe('new');
  expect(done).toEqual([
    [
      'sign in',
      { label: '', protocol: 'https', host: 'new.example.com', port: '443' },
      { username: 'ada', database: '', password: 'secret' }
    ]
  ]);
});

test('a refusal is told, and what was typed stays', async () => {
  const { model } = modelOf({
    servers: [warehouse],
    refuse: 'User ada does not exist.'
  });
  model.set('database', 'other');
  const busy: boolean[] = [];
  model.changed.connect(() => busy.push(model.isBusy));
  expect(await model.submit('wrong')).toBeNull();
  expect(model.error).toBe('User ada does not exist.');
  expect(model.fields).toMatchObject({ username: 'ada', database: 'other' });
  expect(busy).toEqual([true, false]);
  model.choose(NEW_SERVER);
  expect(model.error).toBe('');
});

test('a server of the user’s own can be taken off the list, and no other', async () => {
  const mine = serverStatus('mine', { origin: 'user' });
  const { model, done } = modelOf({ servers: [mine, warehouse] });
  expect(model.isRemovable).toBe(true);
  await model.remove();
  expect(done).toEqual([['remove', 'mine']]);
  expect([model.chosen, model.isRemovable]).toEqual(['warehouse', false]);
  await model.remove();
  expect(done).toHaveLength(1);
});

test('a second Enter while it works signs in no second time', async () => {
  const { model, done } = modelOf({ servers: [warehouse] });
  const [first, second] = await Promise.all([
    model.submit('secret'),
    model.submit('secret')
  ]);
  expect([first, second]).toEqual(['warehouse', null]);
  expect(done).toHaveLength(1);
});

describe('it says why nobody can sign in', () => {
  const own = serverStatus('own', { origin: 'user' });
  const sso = serverStatus('sso', { auth: 'single-sign-on' });
  const automatic = serverStatus('automatic', { auth: 'automatic' });
  test.each<[string, ServerStatus, ConnectionPolicy, string, string]>([
    ['allowed', warehouse, ANY, '', 'required'],
    ['listed', warehouse, { ...ANY, allow: 'listed' }, '', 'required'],
    ['own', own, { ...ANY, allow: 'listed' }, 'listed for all', 'none'],
    ['handover', own, { ...ANY, allow: 'handover' }, 'hands over', 'none'],
    ['off', warehouse, { ...ANY, signIn: false }, 'switched off', 'none'],
    ['single sign-on', sso, ANY, 'signs in through Immerse', 'none'],
    ['automatic', automatic, ANY, '', 'optional'],
    ['automatic only', automatic, { ...ANY, signIn: false }, '', 'none']
  ])('%s', async (_, server, policy, refusal, need) => {
    const { model, done } = modelOf({ servers: [server], policy });
    expect(model.refusal).toContain(refusal);
    expect(model.refusal === '').toBe(refusal === '');
    expect(model.passwordNeed).toBe(need);
    await model.submit('');
    expect(done).toHaveLength(refusal === '' ? 1 : 0);
  });
});

describe('for the default', () => {
  const servers = [handover, warehouse];

  test('another database of what is handed over needs no sign-in', async () => {
    const { model, done } = modelOf({ servers, purpose: 'default' });
    expect(model.chosen).toBe('handover');
    expect(model.passwordNeed).toBe('none');
    model.set('database', 'flights');
    expect(await model.submit('')).toBe('handover;flights');
    expect(done).toEqual([['default', 'handover;flights']]);
  });

  test('the server’s own database is no part of the key', async () => {
    const { model } = modelOf({ servers, purpose: 'default' });
    model.choose('warehouse');
    expect(await model.submit('')).toBe('warehouse');
  });

  test('with a password it signs in first', async () => {
    const { model, done } = modelOf({ servers, purpose: 'default' });
    model.choose('warehouse');
    await model.submit('secret');
    expect(done).toMatchObject([
      ['sign in', 'warehouse', { password: 'secret' }],
      ['default', 'warehouse']
    ]);
  });

  test('who gives up while it works has changed nothing', async () => {
    const { model, done } = modelOf({ servers, purpose: 'default' });
    model.choose('warehouse');
    const submitted = model.submit('secret');
    model.giveUp();
    await submitted;
    expect(done).not.toContainEqual(['default', 'warehouse']);
  });
});
