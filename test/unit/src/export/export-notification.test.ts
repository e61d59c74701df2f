// @vitest-environment jsdom
import '../../../helpers/lab-in-jsdom';
import { afterEach, expect, test } from 'vitest';
import { Notification } from '@jupyterlab/apputils';
import { ExportNotification } from '../../../../src/export/export-notification';
import type { ExportOutcome } from '../../../../src/export/export-result';
import { SidecarError } from '../../../../src/sidecar/sidecar-error';
import { trans } from '../../../helpers/fake-connection';
import {
  buttonsOf,
  onlyNotification,
  press
} from '../../../helpers/notifications';

afterEach(() => {
  Notification.dismiss();
});

function exporting() {
  const calls: string[] = [];
  const notification = new ExportNotification({
    name: 'flights.csv',
    hasQuery: true,
    cancel: () => calls.push('cancel'),
    show: path => calls.push(path),
    trans
  });
  return { notification, calls };
}

const exported: ExportOutcome = {
  kind: 'exported',
  path: 'folder/flights.csv',
  rows: 3,
  bytes: 1200,
  maxRows: null
};

test('an export stays in sight while it goes on, and leaves by itself when it is over', () => {
  const { notification, calls } = exporting();
  expect(onlyNotification()).toMatchObject({
    type: 'in-progress',
    options: { autoClose: false }
  });
  notification.finish(exported);
  expect(onlyNotification()).toMatchObject({
    message: 'Exported 3 rows to flights.csv (1.2 kB)',
    type: 'success',
    options: { autoClose: 10_000 }
  });
  press(onlyNotification(), 'Show in File Browser');
  expect(calls).toEqual(['folder/flights.csv']);
});

test('one that is cancelled says so at once, is not told of its progress any more, and leaves by itself', () => {
  const { notification, calls } = exporting();
  press(onlyNotification(), 'Cancel');
  expect(calls).toEqual(['cancel']);
  expect(onlyNotification().message).toContain('cancelling');
  notification.update({ phase: 'finishing' } as never);
  expect(onlyNotification().message).toContain('cancelling');
  notification.finish({ kind: 'cancelled', leftover: null });
  expect(onlyNotification()).toMatchObject({
    type: 'info',
    options: { autoClose: 10_000 }
  });
});

test('one that failed stays until it is read, and shows the request ID', () => {
  const { notification } = exporting();
  const error = new SidecarError('database_lost', 'It was lost.', {
    requestId: '0123456789ab'
  });
  notification.finish({ kind: 'failed', error, leftover: null });
  expect(onlyNotification()).toMatchObject({
    message:
      'flights.csv was not exported. It was lost.\nRequest ID: 0123456789ab',
    type: 'error',
    options: { autoClose: false }
  });
  expect(buttonsOf(onlyNotification())).toEqual(['Copy Request ID']);
});

test('what was left behind is told whole, though there is no room for it', () => {
  const { notification } = exporting();
  const leftover = `${'deep/'.repeat(40)}flights.csv.part~`;
  notification.finish({ kind: 'cancelled', leftover });
  expect(onlyNotification().message.length).toBeLessThanOrEqual(140);
  expect(buttonsOf(onlyNotification())).toEqual(['Read All']);
});
