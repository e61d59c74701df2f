/** What a notification shows of a message. Pure. */
import { truncate } from './truncate';

/** JupyterLab cuts longer ones, in the middle of an emoji, too: Notification.emit. */
const MAX_LENGTH = 140;

export const isTooLongToNotify = (message: string): boolean =>
  message.length > MAX_LENGTH;

/** The message, cut so that JupyterLab does not. */
export const notificationText = (message: string): string =>
  isTooLongToNotify(message) ? truncate(message, MAX_LENGTH - 1) : message;
