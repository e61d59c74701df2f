// @vitest-environment jsdom
import { watchClipboard } from '../../../helpers/lab-in-jsdom';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Notification } from '@jupyterlab/apputils';
import {
  notifyFailure,
  type Failure
} from '../../../../src/text/notify-failure';
import { trans } from '../../../helpers/fake-connection';
import {
  buttonsOf,
  onlyNotification,
  press,
  shownNotifications
} from '../../../helpers/notifications';

const ID = '0123456789ab';

const notify = (failure: Partial<Failure> = {}): string =>
  notifyFailure({ title: 'Title', message: 'It failed.', trans, ...failure });

let copied: string[];

beforeEach(() => {
  copied = watchClipboard();
});

afterEach(() => {
  Notification.dismiss();
  document.body.replaceChildren();
});

test('the request ID is shown, and stays where it is copied', () => {
  notify({ requestId: ID });
  expect(onlyNotification()).toMatchObject({
    message: `It failed.\nRequest ID: ${ID}`,
    type: 'error',
    options: { autoClose: false }
  });
  press(onlyNotification(), 'Copy Request ID');
  expect(copied).toEqual([ID]);
  expect(onlyNotification().message).toContain(ID);
  expect(buttonsOf(onlyNotification())).toEqual(['Copied']);
  press(onlyNotification(), 'Copied');
  expect(copied).toEqual([ID, ID]);
  expect(shownNotifications()).toHaveLength(1);
});

test('without a request ID there is none to look for or to copy', () => {
  notify({ requestId: '' });
  expect(onlyNotification().message).toBe('It failed.');
  expect(buttonsOf(onlyNotification())).toEqual([]);
});

test('a long message is cut before the request ID, and can be read whole', async () => {
  const message = `${'It failed, and much can be said of it. '.repeat(6)}End.`;
  notify({ message, requestId: ID });
  const shown = onlyNotification().message;
  // JupyterLab cuts what is longer.
  expect(shown.length).toBeLessThanOrEqual(140);
  expect(shown).toMatch(new RegExp(`^It failed.*…\nRequest ID: ${ID}$`));
  press(onlyNotification(), 'Read All');
  await expect
    .poll(() => document.querySelector('.jp-Dialog')?.textContent)
    .toContain(`End.\nRequest ID: ${ID}`);
  expect(buttonsOf(onlyNotification())).toEqual([
    'Read All',
    'Copy Request ID'
  ]);
});

test('what it offers beside is pressed as ever', () => {
  const pressed: string[] = [];
  const callback = (): void => void pressed.push('Again');
  notify({ requestId: ID, actions: [{ label: 'Again', callback }] });
  press(onlyNotification(), 'Copy Request ID');
  expect(buttonsOf(onlyNotification())).toEqual(['Again', 'Copied']);
  press(onlyNotification(), 'Again');
  expect(pressed).toEqual(['Again']);
  expect(shownNotifications()).toEqual([]);
});
