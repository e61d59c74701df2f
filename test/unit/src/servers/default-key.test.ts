/** What a new editor connects to. */
import { expect, test } from 'vitest';
import type { ServerStatus } from '../../../../server/protocol';
import { defaultKey } from '../../../../src/servers/default-key';
import { userServers } from '../../../../src/servers/user-servers';
import { serverStatus } from '../../../helpers/server-status';

const handover = serverStatus('handover');
const own = (isMaster: boolean) =>
  userServers([{ id: 'mine', host: 'h', master: isMaster }]).filter(
    server => server !== null
  );
const replyOf = (fallback: string, ...servers: ServerStatus[]) => ({
  ...{ default: fallback, servers }
});

test('it is what the user has chosen', () => {
  expect(
    defaultKey({
      chosen: 'mine;db',
      own: [],
      reply: replyOf('handover', handover)
    })
  ).toBe('mine;db');
});

test('what is handed over goes before what the 2020 extension had marked', () => {
  const reply = replyOf('handover', handover);
  expect(defaultKey({ chosen: '', own: own(true), reply })).toBe('handover');
  expect(
    defaultKey({ chosen: '', own: own(true), reply: replyOf('handover') })
  ).toBe('mine');
});

test('without either it is what the server says, or where the user is signed in', () => {
  const warehouse = serverStatus('warehouse', { state: 'connected' });
  expect(
    defaultKey({ chosen: '', own: own(false), reply: replyOf('warehouse') })
  ).toBe('warehouse');
  expect(
    defaultKey({ chosen: '', own: [], reply: replyOf('handover', warehouse) })
  ).toBe('warehouse');
});

test('before the server has answered it is the handed-over session', () => {
  expect(defaultKey({ chosen: '', own: own(true), reply: null })).toBe(
    'handover'
  );
});
