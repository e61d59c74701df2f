/** Fits a message into a notification. Pure. */
import { truncate } from './truncate';

/** JupyterLab cuts longer ones, even inside an emoji: Notification.emit. */
const MAX_LENGTH = 140;

/** @param reserved - the length of the text shown after the message, in UTF-16 code units. */
export const isTooLongToNotify = (message: string, reserved = 0): boolean =>
  message.length > MAX_LENGTH - reserved;

/** The message, cut so that JupyterLab cuts neither it nor the text after it. */
export const notificationText = (message: string, reserved = 0): string =>
  isTooLongToNotify(message, reserved)
    ? truncate(message, MAX_LENGTH - reserved - 1)
    : message;
