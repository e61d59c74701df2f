/** Makes JupyterLab's find and replace work in SQL editors, including those of files. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ISearchProviderRegistry } from '@jupyterlab/documentsearch';
import type { Widget } from '@lumino/widgets';
import { ISqlEditors } from '../tokens';
import { TextSearchProvider } from '../code-mirror/search-provider';

export const searchPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:search',
  description: 'Supports find and replace in SQL editors.',
  autoStart: true,
  requires: [ISqlEditors, ISearchProviderRegistry],
  activate: (
    _: JupyterFrontEnd,
    sqlEditors: ISqlEditors,
    registry: ISearchProviderRegistry
  ): void => {
    registry.add('jupyterlab-omnisci:search', {
      isApplicable: (widget): widget is Widget =>
        sqlEditors.of(widget) !== null,
      createNew: widget => new TextSearchProvider(sqlEditors.of(widget)!.editor)
    });
    // JupyterLab checks when a widget becomes active; ours may still be loading then.
    sqlEditors.opened.connect((_, { widget }) => markSearchable(widget));
  }
};

/** The class by which JupyterLab's keys for find and replace find their target. */
const markSearchable = (widget: Widget): void =>
  widget.addClass('jp-mod-searchable');
