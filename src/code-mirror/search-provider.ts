/** JupyterLab's find and replace in the text of one editor of this extension. */
import type { CodeEditor } from '@jupyterlab/codeeditor';
import {
  EditorSearchProvider,
  type CodeMirrorEditor
} from '@jupyterlab/codemirror';
import type {
  IFilters,
  IReplaceOptionsSupport,
  ISearchProvider
} from '@jupyterlab/documentsearch';

export class TextSearchProvider
  extends EditorSearchProvider
  implements ISearchProvider
{
  constructor(protected readonly editor: CodeEditor.IEditor) {
    super();
  }

  readonly isReadOnly = false;

  get replaceOptionsSupport(): IReplaceOptionsSupport {
    return { preserveCase: true };
  }

  protected get model(): CodeEditor.IModel {
    return this.editor.model;
  }

  /** The selection, unless it spans lines. */
  getInitialQuery(): string {
    const { state } = (this.editor as CodeMirrorEditor).editor;
    const { from, to } = state.selection.main;
    const selected = state.sliceDoc(from, to);
    return selected.includes('\n') ? '' : selected;
  }

  override async startQuery(
    query: RegExp | null,
    filters?: IFilters
  ): Promise<void> {
    await super.startQuery(query, filters);
    // The first match from the cursor on is the current one; the cursor stays.
    await this.highlightNext(true, {
      from: 'selection-start',
      scroll: false,
      select: false
    });
  }
}
