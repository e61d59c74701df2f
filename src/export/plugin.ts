/** Adds the export of results to JupyterLab: command, palette, settings. */
import {
  ILabStatus,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ISqlEditors } from '../tokens';

export const exportPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:export',
  description: 'Exports the complete result of a query to a file.',
  autoStart: true,
  requires: [ISqlEditors],
  optional: [
    ITranslator,
    ICommandPalette,
    ISettingRegistry,
    IDefaultFileBrowser,
    ILabStatus
  ],
  activate: (
    app: JupyterFrontEnd,
    editors: ISqlEditors,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    settingRegistry: ISettingRegistry | null,
    fileBrowser: IDefaultFileBrowser | null,
    labStatus: ILabStatus | null
  ): void => {
    editors.beforeFirst(async () => {
      const [{ addExport }, { EXPORT_FORMATS }] = await Promise.all([
        import(/* webpackChunkName: "with-editor" */ './add-export'),
        import(/* webpackChunkName: "with-editor" */ './formats')
      ]);
      addExport(app, {
        editors,
        palette,
        settingRegistry,
        fileBrowser,
        labStatus,
        formats: EXPORT_FORMATS,
        trans: (translator ?? nullTranslator).load('jupyterlab_omnisci')
      });
    });
  }
};
