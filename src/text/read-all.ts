/** A button that shows the whole message if a notification has no space for it. */
import { showErrorMessage, type Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { isTooLongToNotify } from './notification-text';

/**
 * @param title - of the dialog that shows the message.
 * @param after - the complete text after the message in the notification.
 * @returns the button; none if the notification shows everything.
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
            // Its other buttons are still needed after reading.
            event.preventDefault();
            void showErrorMessage(title, message + after);
          }
        }
      ]
    : [];
