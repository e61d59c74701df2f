/**
 * Shows running queries on tabs, in the Running panel and in the browser, and notifies of long
 * ones.
 */
import {
  ILabStatus,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IRunningSessionManagers } from '@jupyterlab/running';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ISqlEditors } from '../tokens';

export const runningPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:running',
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
    sqlEditors.beforeFirst(async () => {
      const { addRunning } = await import(
        /* webpackChunkName: "with-editor" */ './add-running'
      );
      addRunning(app, {
        sqlEditors,
        managers,
        labStatus,
        settingRegistry,
        trans: (translator ?? nullTranslator).load('jupyterlab_omnisci')
      });
    });
  }
};
