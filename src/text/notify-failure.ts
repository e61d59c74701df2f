/** Shows a failure as a notification that is read to its end, with what finds it in the log. */
import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { notificationText } from './notification-text';
import { readAllActions } from './read-all';

export type Failure = {
  /** Of the dialog that shows a message whole, where a notification has no room for it. */
  title: string;
  /** Whole sentences. */
  message: string;
  /** Under which the log of the Jupyter server tells more; empty or missing where it does not. */
  requestId?: string;
  /** What else the notification offers, first of all. */
  actions?: Notification.IAction[];
  trans: TranslationBundle;
};

/**
 * It stays until it is closed. Copying the request ID leaves it open, and says so on the button.
 * @returns the ID of the notification.
 */
export function notifyFailure(failure: Failure): string {
  const id = Notification.error(textOf(failure), {
    autoClose: false,
    actions: actionsOf(failure, () =>
      Notification.update({ id, actions: actionsOf(failure) })
    )
  });
  return id;
}

const requestIdLine = ({ requestId, trans }: Failure): string =>
  requestId ? `\n${trans.__('Request ID: %1', requestId)}` : '';

/** The message as far as there is room, and the request ID on a line of its own. */
function textOf(failure: Failure): string {
  const line = requestIdLine(failure);
  return notificationText(failure.message, line.length) + line;
}

/** @param onCopied - told that the request ID was copied; without it, it was. */
function actionsOf(
  failure: Failure,
  onCopied?: () => void
): Notification.IAction[] {
  const { title, message, requestId, actions = [], trans } = failure;
  const copy: Notification.IAction = {
    label: onCopied ? trans.__('Copy Request ID') : trans.__('Copied'),
    caption: trans.__(
      'Search the log of the Jupyter server for this ID to find details'
    ),
    callback: event => {
      // Without this the notification would be closed before it was read.
      event.preventDefault();
      Clipboard.copyToSystem(requestId ?? '');
      onCopied?.();
    }
  };
  return [
    ...actions,
    ...readAllActions({ title, message, after: requestIdLine(failure) }, trans),
    ...(requestId ? [copy] : [])
  ];
}
