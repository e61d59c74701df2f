/** Completion in each SQL editor, and its commands. The provider is registered before. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICompletionProviderManager } from '@jupyterlab/completer';
import type { TranslationBundle } from '@jupyterlab/translation';
import { CommandIDs } from '../command-ids';
import type { ISchemas, ISqlEditor, ISqlEditors } from '../tokens';

export function addCompletion(
  { commands }: JupyterFrontEnd,
  {
    editors,
    schemas,
    manager,
    trans
  }: {
    editors: ISqlEditors;
    schemas: ISchemas;
    manager: ICompletionProviderManager;
    trans: TranslationBundle;
  }
): void {
  const attach = async (sqlEditor: ISqlEditor): Promise<void> => {
    const { widget, editor } = sqlEditor;
    // The completer must exist before the first Tab asks for it, because the next Tab may follow
    // at once.
    const [{ ColumnPrefetcher }] = await Promise.all([
      import('./prefetcher'),
      import('./completions')
    ]);
    if (widget.isDisposed) {
      return;
    }
    const prefetcher = new ColumnPrefetcher({ editor: sqlEditor, schemas });
    const update = (): Promise<void> =>
      manager.updateCompleter({ widget, editor });
    const onProvidersChanged = (): void => void update();
    manager.activeProvidersChanged.connect(onProvidersChanged);
    widget.disposed.connect(() => {
      manager.activeProvidersChanged.disconnect(onProvidersChanged);
      prefetcher.dispose();
    });
    await update();
    // A completer learns only at its second update whether it opens while typing.
    await update();
  };
  editors.opened.connect((_, editor) => void attach(editor));

  const currentId = (): string => editors.current?.widget.id ?? '';
  commands.addCommand(CommandIDs.invokeCompletion, {
    label: trans.__('Complete the SQL at the Cursor'),
    caption: trans.__('Show completions for names and keywords'),
    describedBy: { args: { type: 'object', properties: {} } },
    isEnabled: () => editors.current !== null,
    execute: () => manager.invoke(currentId())
  });
  commands.addCommand(CommandIDs.selectCompletion, {
    label: trans.__('Accept the Selected Completion'),
    caption: trans.__('Insert the selected completion at the cursor'),
    describedBy: { args: { type: 'object', properties: {} } },
    isEnabled: () => editors.current !== null,
    execute: () => manager.select(currentId())
  });
}
