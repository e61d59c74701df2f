/** The clone that holds pictures: when it is ended, and which numbers its pictures have. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { DatabaseClient } from '../../../../server/database/database-client';
import { SessionClones } from '../../../../server/database/session-clones';
import type { ILog } from '../../../../server/log';
import { PictureHolder } from '../../../../server/renders/picture-holder';
import { Widgets } from '../../../../server/renders/widgets';
import { SessionId } from '../../../../server/session/session-id';

const MINUTE = 60_000;
const log = { info: () => undefined } as unknown as ILog;
const session = {
  id: SessionId.parse('session-of-immerse-1')!,
  target: { protocol: 'binary', host: 'db', port: 6274 } as const
};

function newHolder() {
  const disconnected: string[] = [];
  let count = 0;
  const database = {
    cloneSession: () => Promise.resolve(`clone-number-${++count}`),
    disconnect: ({ id }: { id: SessionId }) => {
      disconnected.push(id.reveal());
      return Promise.resolve();
    }
  } as unknown as DatabaseClient;
  const clones = new SessionClones({ database, log });
  return { clones, disconnected, holder: new PictureHolder(clones) };
}

const idOf = ({ clone }: { clone: { id: SessionId } }): Promise<string> =>
  Promise.resolve(clone.id.reveal());

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the clone is ended when nobody has used it for fifteen minutes', async () => {
  const { holder, disconnected } = newHolder();
  expect(await holder.use(session, idOf)).toBe('clone-number-1');
  vi.advanceTimersByTime(14 * MINUTE);
  expect(await holder.ask(session, idOf)).toBe('clone-number-1');
  vi.advanceTimersByTime(14 * MINUTE);
  expect(disconnected).toEqual([]);
  vi.advanceTimersByTime(MINUTE);
  expect(disconnected).toEqual(['clone-number-1']);
  expect(await holder.ask(session, idOf)).toBeNull();
  expect(await holder.use(session, idOf)).toBe('clone-number-2');
});

test('a clone in use is ended afterwards, if its session was replaced meanwhile', async () => {
  const { holder, clones, disconnected } = newHolder();
  await holder.use(session, async held => {
    clones.follow({
      ...{ id: SessionId.parse('session-of-immerse-2')!, query: '' },
      ...{ target: session.target, fault: null },
      connection: { protocol: 'binary', host: 'db', port: '6274' }
    });
    expect(disconnected).toEqual([]);
    return await idOf(held);
  });
  expect(disconnected).toEqual(['clone-number-1']);
});

test('a clone is never used for another session', async () => {
  const { holder, disconnected } = newHolder();
  await holder.use(session, idOf);
  const other = { ...session, id: SessionId.parse('session-of-immerse-2')! };
  expect(await holder.ask(other, idOf)).toBeNull();
  expect(disconnected).toEqual(['clone-number-1']);
});

test('the clones are ended once, whoever ends them', async () => {
  const { holder, clones, disconnected } = newHolder();
  await holder.use(session, idOf);
  await clones.dispose();
  vi.advanceTimersByTime(15 * MINUTE);
  expect(disconnected).toEqual(['clone-number-1']);
});

test('the database holds 64 pictures; the one used longest ago makes room', () => {
  let number = 100;
  const widgets = new Widgets(() => ++number);
  const pictures = Array.from({ length: 64 }, () => widgets.add());
  expect(new Set(pictures.map(({ slot }) => slot)).size).toBe(64);
  const [first, second] = pictures;
  expect(widgets.slotOf(first!.widget)).toBe(first!.slot);
  const next = widgets.add();
  expect(next).toEqual({ widget: 165, slot: second!.slot });
  expect(widgets.slotOf(second!.widget)).toBeNull();
  expect(widgets.slotOf(first!.widget)).toBe(first!.slot);
});

test('a picture that failed leaves its number to the next', () => {
  let number = 0;
  const widgets = new Widgets(() => ++number);
  const { widget, slot } = widgets.add();
  widgets.remove(widget);
  widgets.remove(widget);
  expect(widgets.slotOf(widget)).toBeNull();
  expect(widgets.add()).toEqual({ widget: 2, slot });
});
