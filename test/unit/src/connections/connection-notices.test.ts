// @vitest-environment jsdom
/** What notifications tell of connections: an outage of one is not told as that of another. */
import '../../../helpers/lab-in-jsdom';
import { Signal } from '@lumino/signaling';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConnectionNotices } from '../../../../src/connections/connection-notices';
import type { ISqlEditor } from '../../../../src/tokens';
import {
  connected,
  FakeConnection,
  trans,
  troubled
} from '../../../helpers/fake-connection';
import { shownNotifications } from '../../../helpers/notifications';
import { serverStatus } from '../../../helpers/server-status';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const messages = (): string[] =>
  shownNotifications().map(({ message }) => message);

/** A page with an editor on each of these keys, visible or not. */
function pageWith(
  editors: Record<string, { isVisible: boolean }>,
  servers = [serverStatus('handover')]
) {
  const connections = ['handover', 'warehouse'].map(
    key => new FakeConnection({ statuses: [troubled(`${key} is down.`)], key })
  );
  const items = Object.entries(editors).map(([key, widget]) => ({
    connection: connections.find(connection => connection.key === key),
    widget
  })) as unknown as ISqlEditor[];
  const sender = {} as never;
  const notices = new ConnectionNotices({
    connections: {
      ...{ items: connections, servers, changed: new Signal(sender) },
      policy: { allow: 'any', signIn: true }
    },
    editors: {
      ...{ items, opened: new Signal(sender) },
      currentChanged: new Signal(sender)
    },
    trans
  });
  return { connections, notices };
}

async function allAsk(connections: FakeConnection[]): Promise<void> {
  await Promise.all(connections.map(connection => connection.refresh()));
  await vi.advanceTimersByTimeAsync(2_000);
}

test('each trouble is told with the name of its server, and ends alone', async () => {
  const { connections, notices } = pageWith({
    handover: { isVisible: false },
    warehouse: { isVisible: false }
  });
  await allAsk(connections);
  expect(messages()).toEqual([
    expect.stringContaining('warehouse: warehouse is down.'),
    expect.stringContaining('handover is down.')
  ]);
  connections[1]!.status = connected();
  connections[1]!.statusChanged.emit(connected());
  await vi.advanceTimersByTimeAsync(2_000);
  expect(messages()).toEqual([expect.stringContaining('handover is down.')]);
  notices.dispose();
  expect(messages()).toEqual([]);
});

test('what an editor on screen tells, and what nobody works with, is not told again', async () => {
  const { connections, notices } = pageWith({ handover: { isVisible: true } });
  await allAsk(connections);
  expect(messages()).toEqual([]);
  notices.dispose();
});

test('a session that is handed over is missed only where there is to be one', async () => {
  const laptop = pageWith({}, []);
  await allAsk(laptop.connections);
  expect(messages()).toEqual([]);
  laptop.notices.dispose();

  const { connections, notices } = pageWith({});
  await allAsk(connections);
  expect(messages()).toEqual([expect.stringContaining('handover is down.')]);
  notices.dispose();
});
