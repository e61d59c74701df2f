/**
 * The toolbars of a SQL editor and of its results. JupyterLab builds them from settings: any plugin
 * can add items in its schema, under `jupyter.lab.toolbars` and the names below.
 */
import {
  createToolbarFactory,
  type IToolbarWidgetRegistry
} from '@jupyterlab/apputils';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { ITranslator } from '@jupyterlab/translation';
import type { Widget } from '@lumino/widgets';
import type { ToolbarFactory } from '../result-view/results-view';

const EDITOR_TOOLBAR = 'OmniSci SQL Editor';
/** At the right of the status line, above the rows. Its commands find the result by `ISqlEditors`. */
const RESULT_TOOLBAR = 'OmniSci SQL Result';

/** The items that an editor's content adds to its toolbar. */
export interface IToolbarContent extends Widget {
  createRowLimitSelect(): Widget;
}

export type Toolbars = { editor: ToolbarFactory; result: ToolbarFactory };

export function createToolbars(options: {
  toolbarRegistry: IToolbarWidgetRegistry;
  settingRegistry: ISettingRegistry;
  translator: ITranslator;
}): Toolbars {
  const { toolbarRegistry, settingRegistry, translator } = options;
  const addItem = (
    name: string,
    create: (content: IToolbarContent) => Widget
  ): void => {
    toolbarRegistry.addFactory<IToolbarContent>(EDITOR_TOOLBAR, name, create);
  };
  addItem('row-limit', content => content.createRowLimitSelect());
  const factory = (name: string, pluginId: string): ToolbarFactory =>
    createToolbarFactory(
      toolbarRegistry,
      settingRegistry,
      name,
      pluginId,
      translator
    );
  return {
    editor: factory(EDITOR_TOOLBAR, 'jupyterlab-omnisci:sql-editor'),
    // JupyterLab reads one toolbar per schema, so there is a second schema.
    result: factory(RESULT_TOOLBAR, 'jupyterlab-omnisci:sql-result')
  };
}
