/** Running queries on tabs, in the Running panel and in the browser, and notifications of long ones. */
import { type ILabStatus, type JupyterFrontEnd } from '@jupyterlab/application';
import { Notification } from '@jupyterlab/apputils';
import { type IRunningSessionManagers } from '@jupyterlab/running';
import { type ISettingRegistry } from '@jupyterlab/settingregistry';
import { stopIcon } from '@jupyterlab/ui-components';
import { sqlEditorIcon } from '../icons';
import { endWith } from '../lifetime/end-with';
import { bringToFront } from '../shell/bring-to-front';
import { type ISqlEditors, type ISqlEditor } from '../tokens';
import { markBusyTab } from './busy-tab';
import { endText } from './end-text';
import { EndWatch } from './end-watch';
import { addPageStatus } from './page-status';
import { RunningQueries } from './running-queries';
import { runningSection } from './running-section';
import type { TranslationBundle } from '@jupyterlab/translation';

const ID = 'jupyterlab-omnisci:running';

/** Seconds, until the settings are loaded. */
const TELL_AFTER = 10;

export function addRunning(
  app: JupyterFrontEnd,
  {
    sqlEditors,
    managers,
    labStatus,
    settingRegistry,
    trans
  }: {
    sqlEditors: ISqlEditors;
    managers: IRunningSessionManagers | null;
    labStatus: ILabStatus | null;
    settingRegistry: ISettingRegistry | null;
    trans: TranslationBundle;
  }
): void {
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
