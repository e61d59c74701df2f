/** Adds completion to the SQL editors, through JupyterLab's provider manager. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICompletionProviderManager } from '@jupyterlab/completer';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { ISchemas, ISqlEditors } from '../tokens';
import { SqlCompletionProvider } from './provider';

export const completionPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:completion',
  description: 'Completes names and words in the SQL editors.',
  autoStart: true,
  requires: [ISqlEditors, ISchemas, ICompletionProviderManager],
  optional: [ITranslator],
  activate: (
    app: JupyterFrontEnd,
    editors: ISqlEditors,
    schemas: ISchemas,
    manager: ICompletionProviderManager,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    manager.registerProvider(new SqlCompletionProvider({ schemas, editors }));

    editors.beforeFirst(async () => {
      const { addCompletion } = await import(
        /* webpackChunkName: "with-editor" */ './add-completion'
      );
      addCompletion(app, { editors, schemas, manager, trans });
    });
  }
};
