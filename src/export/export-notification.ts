/** Shows one export as a notification: its progress, a way to cancel it, and what came of it. */
import { Notification, showErrorMessage } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { copyRequestIdActions } from '../sidecar/copy-request-id';
import { SidecarError } from '../sidecar/sidecar-error';
import { isTooLongToNotify, notificationText } from '../text/notification-text';
import type { ExportOutcome, ExportProgress } from './export-result';
import { outcomeText, progressShare, progressText } from './export-text';

/** A notification that changes more often is moved to the front as often. */
const REFRESH_MS = 250;

/** How long what came of an export is shown, in milliseconds; a failure stays until it is read. */
const SHOWN_MS = { exported: 10_000, cancelled: 5_000, failed: false } as const;

export type ExportNotificationOptions = {
  /** Of the file. */
  name: string;
  /** True where the query is run for it. */
  hasQuery: boolean;
  cancel: () => void;
  show: (path: string) => void;
  trans: TranslationBundle;
};

export class ExportNotification {
  constructor(options: ExportNotificationOptions) {
    this._options = options;
    const { name, trans } = options;
    this._id = Notification.emit(
      trans.__('Exporting %1…', name),
      'in-progress',
      { autoClose: false, actions: [this._cancelAction()] }
    );
  }

  update(progress: ExportProgress): void {
    const isFinishing = progress.phase === 'finishing';
    const now = performance.now();
    if (this._isCancelled || (!isFinishing && now < this._nextUpdate)) {
      return;
    }
    this._nextUpdate = now + REFRESH_MS;
    const { name, hasQuery, trans } = this._options;
    const share = progressShare(progress, hasQuery);
    Notification.update({
      id: this._id,
      message: notificationText(progressText(progress, name, trans)),
      ...(share !== null && { progress: share }),
      actions: isFinishing ? [] : [this._cancelAction()]
    });
  }

  finish(outcome: ExportOutcome): void {
    const { name, show, trans } = this._options;
    const message = outcomeText(outcome, name, trans);
    const actions: Notification.IAction[] = [];
    if (outcome.kind === 'exported') {
      actions.push({
        label: trans.__('Show in File Browser'),
        displayType: 'accent',
        callback: () => show(outcome.path)
      });
    }
    if (isTooLongToNotify(message)) {
      actions.push({
        label: trans.__('Read All'),
        callback: () => void showErrorMessage(trans.__('Export'), message)
      });
    }
    if (outcome.kind === 'failed' && outcome.error instanceof SidecarError) {
      actions.push(...copyRequestIdActions(outcome.error.requestId, trans));
    }
    const type = (
      { exported: 'success', cancelled: 'info', failed: 'error' } as const
    )[outcome.kind];
    // A new one, for the old one may have been closed.
    Notification.dismiss(this._id);
    Notification.emit(notificationText(message), type, {
      autoClose: SHOWN_MS[outcome.kind],
      actions
    });
  }

  private _cancelAction(): Notification.IAction {
    const { name, cancel, trans } = this._options;
    return {
      label: trans.__('Cancel'),
      caption: trans.__('Stop the export and remove what was written'),
      callback: event => {
        // Without this it would be closed, though there is still something to tell.
        event.preventDefault();
        this._isCancelled = true;
        cancel();
        Notification.update({
          id: this._id,
          message: trans.__('Exporting %1: cancelling…', name),
          actions: []
        });
      }
    };
  }

  private _isCancelled = false;
  private _nextUpdate = 0;
  private readonly _id: string;
  private readonly _options: ExportNotificationOptions;
}
