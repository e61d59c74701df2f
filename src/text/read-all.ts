/** A button that shows a message whole, where a notification has no room for it. */
import { showErrorMessage, type Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { isTooLongToNotify } from './notification-text';

/**
 * @param title - of the dialog that shows the message.
 * @param after - what the notification shows after the message, all of it.
 * @returns the button; none where the notification shows all.
 */
export const readAllActions = (
  {
    title,
    message,
    after = ''
  }: Record<'title' | 'message', string> & { after?: string },
  trans: TranslationBundle
): Notification.IAction[] =>
  isTooLongToNotify(message, after.length)
    ? [
        {
          label: trans.__('Read All'),
          callback: event => {
            // What else it offers is still wanted after reading.
            event.preventDefault();
            void showErrorMessage(title, message + after);
          }
        }
      ]
    : [];
