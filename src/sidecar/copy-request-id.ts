/** What a notification of a failure offers, so that its lines in the log can be found. */
import { Clipboard, type Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';

/** @returns a button that copies the request ID; none where the log does not tell more. */
export const copyRequestIdActions = (
  requestId: string | undefined,
  trans: TranslationBundle
): Notification.IAction[] =>
  requestId
    ? [
        {
          label: trans.__('Copy Request ID'),
          caption: trans.__(
            'The log of the Jupyter server tells more under it'
          ),
          callback: () => Clipboard.copyToSystem(requestId)
        }
      ]
    : [];
