import { expect, test } from 'vitest';
import {
  isTooLongToNotify,
  notificationText
} from '../../../../src/text/notification-text';

test('a message is left as it is where JupyterLab shows all of it', () => {
  const message = 'x'.repeat(140);
  expect(isTooLongToNotify(message)).toBe(false);
  expect(notificationText(message)).toBe(message);
});

test('a longer one is cut before JupyterLab cuts an emoji in two', () => {
  const message = `${'x'.repeat(138)}😀 and more`;
  expect(isTooLongToNotify(message)).toBe(true);
  expect(notificationText(message)).toBe(`${'x'.repeat(138)}…`);
});
