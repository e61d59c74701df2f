/** Wires completion into the SQL editors: keys, commands, JupyterLab's own setting. */
import type {
  JupyterFrontEnd,
  JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { CommandIDs } from '../command-ids';
import { ISchema, ISqlEditors, type ISqlEditor } from '../tokens';
import type { EditorCompletion } from './editor-completion';

/** Where JupyterLab keeps whether completions open while typing. */
const SETTINGS = '@jupyterlab/completer-extension:manager';

export const completionPlugin: JupyterFrontEndPlugin<void> = {
  id: 'jupyterlab-omnisci:completion',
  description: 'Completes names and words in the SQL editors.',
  autoStart: true,
  requires: [ISqlEditors, ISchema],
  optional: [ISettingRegistry, ITranslator],
  activate: (
    app: JupyterFrontEnd,
    editors: ISqlEditors,
    schema: ISchema,
    settings: ISettingRegistry | null,
    translator: ITranslator | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands } = app;
    const completions = new Map<string, EditorCompletion>();
    let opensWhileTyping = false;

    const onSettings = ({ composite }: ISettingRegistry.ISettings): void => {
      opensWhileTyping = composite['autoCompletion'] === true;
      for (const completion of completions.values()) {
        completion.opensWhileTyping = opensWhileTyping;
      }
    };
    // JupyterLab completes that schema while it starts, and loads it itself once restored.
    void app.restored
      .then(() => settings?.load(SETTINGS))
      .then(found => {
        if (found) {
          onSettings(found);
          found.changed.connect(onSettings);
        }
      })
      // Without JupyterLab's completer there is no such setting.
      .catch(() => undefined);

    const attach = async ({ widget, editor }: ISqlEditor): Promise<void> => {
      const { EditorCompletion: Completion } =
        await import('./editor-completion');
      if (widget.isDisposed) {
        return;
      }
      const completion = new Completion({ editor, schema, opensWhileTyping });
      completions.set(widget.id, completion);
      widget.disposed.connect(() => {
        completions.delete(widget.id);
        completion.dispose();
      });
    };
    editors.opened.connect((_, editor) => void attach(editor));

    const current = (): EditorCompletion | undefined =>
      completions.get(editors.current?.widget.id ?? '');
    commands.addCommand(CommandIDs.invokeCompletion, {
      label: trans.__('Complete the SQL at the Cursor'),
      caption: trans.__('Show the names and words that can stand here'),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => current() !== undefined,
      execute: () => current()?.invoke()
    });
    commands.addCommand(CommandIDs.selectCompletion, {
      label: trans.__('Take the Selected Completion'),
      caption: trans.__('Write the selected name or word at the cursor'),
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled: () => current() !== undefined,
      execute: () => current()?.select()
    });
  }
};
