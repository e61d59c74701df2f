/**
 * Adds the command that formats the SQL of the current editor; its library is loaded on first use.
 */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ISqlEditors } from '../tokens';

export const formatPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:format',
  description: 'Formats the SQL of OmniSci SQL editors.',
  autoStart: true,
  requires: [ISqlEditors],
  optional: [ITranslator, ICommandPalette, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    sqlEditors: ISqlEditors,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    settingRegistry: ISettingRegistry | null
  ): void => {
    sqlEditors.beforeFirst(async () => {
      const { addFormat } = await import(
        /* webpackChunkName: "with-editor" */ './add-format'
      );
      addFormat(app, {
        sqlEditors,
        palette,
        settingRegistry,
        trans: (translator ?? nullTranslator).load('jupyterlab_omnisci')
      });
    });
  }
};
