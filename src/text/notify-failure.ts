/** Shows a failure as a notification that stays until it is closed, with its request ID. */
import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { notificationText } from './notification-text';
import { readAllActions } from './read-all';

export type Failure = {
  /** Title of the dialog that shows the whole message if a notification has no space for it. */
  title: string;
  /** Whole sentences. */
  message: string;
  /** The request ID in the log of the Jupyter server; empty or missing if the log has no entry. */
  requestId?: string;
  /** Further buttons of the notification; they come first. */
  actions?: Notification.IAction[];
  trans: TranslationBundle;
};

/**
 * It stays until it is closed. Copying the request ID leaves it open, and the button confirms the
 * copy.
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

/** As much of the message as fits, and the request ID on its own line. */
function textOf(failure: Failure): string {
  const line = requestIdLine(failure);
  return notificationText(failure.message, line.length) + line;
}

/** @param onCopied - called when the request ID was copied; if missing, it has been copied. */
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
      // Otherwise the notification would be closed before it was read.
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
