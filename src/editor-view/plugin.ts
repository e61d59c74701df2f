/** Makes JupyterLab's View menu and Go to Line work in SQL editors, including those of files. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { IMainMenu } from '@jupyterlab/mainmenu';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ISqlEditors } from '../tokens';

export const editorViewPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:editor-view',
  description:
    'Supports Line Numbers, Wrap Words, Match Brackets and Go to Line in SQL editors.',
  autoStart: true,
  requires: [ISqlEditors, IMainMenu, ISettingRegistry],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    sqlEditors: ISqlEditors,
    mainMenu: IMainMenu,
    settingRegistry: ISettingRegistry,
    translator: ITranslator | null
  ): void => {
    sqlEditors.beforeFirst(async () => {
      const { addEditorView } = await import(
        /* webpackChunkName: "with-editor" */ './add-editor-view'
      );
      addEditorView(app, {
        sqlEditors,
        mainMenu,
        settingRegistry,
        trans: (translator ?? nullTranslator).load('jupyterlab_omnisci')
      });
    });
  }
};
