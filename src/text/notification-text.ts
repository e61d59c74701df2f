/** What a notification shows of a message. Pure. */
import { truncate } from './truncate';

/** JupyterLab cuts longer ones, in the middle of an emoji, too: Notification.emit. */
const MAX_LENGTH = 140;

/** @param reserved - the length of what is shown with the message, in UTF-16 code units. */
export const isTooLongToNotify = (message: string, reserved = 0): boolean =>
  message.length > MAX_LENGTH - reserved;

/** The message, cut so that it and what is shown with it are not cut by JupyterLab. */
export const notificationText = (message: string, reserved = 0): string =>
  isTooLongToNotify(message, reserved)
    ? truncate(message, MAX_LENGTH - reserved - 1)
    : message;
