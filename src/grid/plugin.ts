/**
 * Adds the copy commands of a result to JupyterLab: commands and palette; keys and menu are in its
 * schema.
 */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette } from '@jupyterlab/apputils';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { FocusTracker, type Widget } from '@lumino/widgets';
import { IResultGrids, ISqlEditors, type IResultGrid } from '../tokens';
/** Its keys, menu and settings are in `schema/results.json`. */
const PLUGIN_ID = 'jupyterlab-omnisci:results';

export const gridPlugin: JupyterFrontEndPlugin<IResultGrids> = {
  id: PLUGIN_ID,
  description: 'Copies cells of a result.',
  autoStart: true,
  provides: IResultGrids,
  requires: [ISqlEditors],
  optional: [ITranslator, ICommandPalette, ISettingRegistry],
  activate: (
    app: JupyterFrontEnd,
    editors: ISqlEditors,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    settingRegistry: ISettingRegistry | null
  ): IResultGrids => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const settings = settingRegistry?.load(PLUGIN_ID).catch(() => null);
    const outside = new FocusTracker<Widget & IResultGrid>();
    let adding: Promise<void> | null = null;
    const add = async (): Promise<void> => {
      const { addCopyCommands } = await import(
        /* webpackChunkName: "with-editor" */ './add-copy-commands'
      );
      addCopyCommands(app, {
        ...{ editors, outside, palette, settings, trans }
      });
    };
    /** The commands come with the first grid: an editor's, or one in a notebook. */
    const load = (): Promise<void> =>
      (adding ??= add().catch((error: unknown) => {
        adding = null;
        throw error;
      }));
    editors.beforeFirst(load);
    return {
      add: grid => {
        void outside.add(grid);
        load().catch(() => {
          // The next grid tries again.
        });
      }
    };
  }
};
