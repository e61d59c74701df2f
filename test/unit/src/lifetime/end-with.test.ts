import { Signal } from '@lumino/signaling';
import { expect, test } from 'vitest';
import { endWith } from '../../../../src/lifetime/end-with';
import { NetworkWatch } from '../../../../src/connections/network-watch';
import { connected, FakeConnection } from '../../../helpers/fake-connection';

test('what watches ends with the shell, and not before', () => {
  const shell = {};
  const disposed = new Signal<object, void>(shell);
  const connection = new FakeConnection({ statuses: [connected()] });
  const watches = [1, 2].map(
    () => new NetworkWatch({ connection, network: new EventTarget() })
  );
  endWith({ disposed: disposed as never }, ...watches);
  expect(watches.map(watch => watch.isDisposed)).toEqual([false, false]);
  disposed.emit();
  expect(watches.map(watch => watch.isDisposed)).toEqual([true, true]);
});
