/**
 * Shows running queries on tabs, in the Running panel and in the browser, and notifies of long
 * ones.
 */
import {
  ILabStatus,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { IRunningSessionManagers } from '@jupyterlab/running';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { stopIcon } from '@jupyterlab/ui-components';
import { sqlEditorIcon } from '../icons';
import { endWith } from '../lifetime/end-with';
import { bringToFront } from '../shell/bring-to-front';
import { ISqlEditors, type ISqlEditor } from '../tokens';
import { markBusyTab } from './busy-tab';
import { endText } from './end-text';
import { EndWatch } from './end-watch';
import { addPageStatus } from './page-status';
import { RunningQueries } from './running-queries';
import { runningSection } from './running-section';

const ID = 'jupyterlab-omnisci:running';

/** Seconds, until the settings are loaded. */
const TELL_AFTER = 10;

export const runningPlugin: JupyterFrontEndPlugin<void> = {
  id: ID,
  description:
    'Shows the running queries of SQL editors, and notifies when they end.',
  autoStart: true,
  requires: [ISqlEditors],
  optional: [
    ITranslator,
    IRunningSessionManagers,
    ILabStatus,
    ISettingRegistry
  ],
  activate: (
    app: JupyterFrontEnd,
    sqlEditors: ISqlEditors,
    translator: ITranslator | null,
    managers: IRunningSessionManagers | null,
    labStatus: ILabStatus | null,
    settingRegistry: ISettingRegistry | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const show = ({ widget }: ISqlEditor): void =>
      bringToFront(app.shell, widget);
    const queries = new RunningQueries(sqlEditors);
    endWith(app.shell, queries);
    managers?.add(
      runningSection({
        queries,
        show,
        icons: { query: sqlEditorIcon, stop: stopIcon },
        trans
      })
    );
    if (labStatus) {
      addPageStatus(queries, labStatus);
    }

    let settings: ISettingRegistry.ISettings | null = null;
    settingRegistry
      ?.load(ID)
      .then(loaded => {
        settings = loaded;
      })
      .catch(() => {
        // JupyterLab itself reports settings that cannot be read.
      });
    const watch = new EndWatch({
      now: () => performance.now(),
      shortest: () =>
        Number(settings?.composite['tellAfter'] ?? TELL_AFTER) * 1000 || null,
      isSeen: ({ widget }) => widget.isVisible && document.hasFocus(),
      tell: (editor, ended) => {
        const hasFailed = ended.ran.some(({ outcome }) => outcome === 'failed');
        Notification.emit(
          endText(ended, trans),
          hasFailed ? 'error' : 'success',
          {
            autoClose: 10_000,
            actions: [
              {
                label: trans.__('Show'),
                callback: () => show(editor)
              }
            ]
          }
        );
      }
    });
    sqlEditors.opened.connect((_, editor: ISqlEditor) => {
      watch.add(editor);
      editor.activityChanged.connect(() => markBusyTab(editor, trans));
    });
  }
};
