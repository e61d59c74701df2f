/** Shows one export as a notification: its progress, a Cancel button, and its outcome. */
import { Notification } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { notifyFailure } from '../text/notify-failure';
import { SidecarError } from '../sidecar/sidecar-error';
import { notificationText } from '../text/notification-text';
import { readAllActions } from '../text/read-all';
import type { ExportOutcome, ExportProgress } from './export-result';
import { outcomeText, progressShare, progressText } from './export-text';

/** JupyterLab moves a notification to the front whenever it changes. */
const REFRESH_MS = 250;

/**
 * How long the outcome of an export is shown, in milliseconds; a failure stays until it is closed.
 */
const SHOWN_MS = 10_000;

export type ExportNotificationOptions = {
  /** Of the file. */
  name: string;
  /** True if the query is run for the export. */
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
    const title = trans.__('Export');
    const message = outcomeText(outcome, name, trans);
    const readAll = readAllActions({ title, message }, trans);
    // A new notification, because the old one may have been closed.
    Notification.dismiss(this._id);
    switch (outcome.kind) {
      case 'exported':
        Notification.success(notificationText(message), {
          autoClose: SHOWN_MS,
          actions: [
            {
              label: trans.__('Show in File Browser'),
              displayType: 'accent',
              callback: () => show(outcome.path)
            },
            ...readAll
          ]
        });
        break;
      case 'cancelled':
        Notification.info(notificationText(message), {
          autoClose: SHOWN_MS,
          actions: readAll
        });
        break;
      case 'failed': {
        const { error } = outcome;
        notifyFailure({
          title,
          message,
          requestId: error instanceof SidecarError ? error.requestId : '',
          trans
        });
      }
    }
  }

  private _cancelAction(): Notification.IAction {
    const { name, cancel, trans } = this._options;
    return {
      label: trans.__('Cancel'),
      caption: trans.__('Stop the export and delete the partial file'),
      callback: event => {
        // Otherwise it would be closed although there is more to report.
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
