/** JupyterLab's View menu and Go to Line, for SQL editors. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { InputDialog } from '@jupyterlab/apputils';
import { type IMainMenu } from '@jupyterlab/mainmenu';
import { type ISettingRegistry } from '@jupyterlab/settingregistry';
import type { Widget } from '@lumino/widgets';
import { CommandIDs } from '../command-ids';
import { endWith } from '../lifetime/end-with';
import { type ISqlEditors } from '../tokens';
import { EditorOptions, type EditorOption } from './options';
import type { TranslationBundle } from '@jupyterlab/translation';

const ID = 'jupyterlab-omnisci:editor-view';

export function addEditorView(
  app: JupyterFrontEnd,
  {
    sqlEditors,
    mainMenu,
    settingRegistry,
    trans
  }: {
    sqlEditors: ISqlEditors;
    mainMenu: IMainMenu;
    settingRegistry: ISettingRegistry;
    trans: TranslationBundle;
  }
): void {
  const { commands } = app;
  const { editorViewers } = mainMenu.viewMenu;
  const options = new EditorOptions({
    sqlEditors,
    settings: settingRegistry.load(ID)
  });
  endWith(app.shell, options);
  const isEnabled = (): boolean => sqlEditors.current !== null;
  const isSqlEditor = (widget: Widget): boolean =>
    sqlEditors.current?.widget === widget;
  const ids: string[] = [];

  const addToggle = (
    id: string,
    { option, label }: { option: EditorOption; label: string }
  ): { id: string; isEnabled: typeof isSqlEditor } => {
    ids.push(id);
    commands.addCommand(id, {
      label,
      describedBy: { args: { type: 'object', properties: {} } },
      isEnabled,
      isToggled: () => options.has(option),
      execute: () => options.toggle(option)
    });
    return { id, isEnabled: isSqlEditor };
  };
  editorViewers.toggleLineNumbers.add(
    addToggle(CommandIDs.toggleLineNumbers, {
      option: 'lineNumbers',
      label: trans.__('Show Line Numbers')
    })
  );
  editorViewers.toggleWordWrap.add(
    addToggle(CommandIDs.toggleLineWrap, {
      option: 'lineWrap',
      label: trans.__('Wrap Words')
    })
  );
  editorViewers.toggleMatchBrackets.add(
    addToggle(CommandIDs.toggleMatchBrackets, {
      option: 'matchBrackets',
      label: trans.__('Match Brackets')
    })
  );

  ids.push(CommandIDs.goToLine);
  commands.addCommand(CommandIDs.goToLine, {
    label: trans.__('Go to Line…'),
    describedBy: { args: { type: 'object', properties: {} } },
    isEnabled,
    execute: async () => {
      const editor = sqlEditors.current?.editor;
      if (!editor) {
        return;
      }
      const { value, button } = await InputDialog.getNumber({
        title: trans.__('Go to Line'),
        label: trans.__('A line from 1 to %1', editor.lineCount),
        value: editor.getCursorPosition().line + 1,
        okLabel: trans.__('Go')
      });
      if (button.accept && value !== null) {
        const line =
          Math.min(Math.max(Math.trunc(value) || 1, 1), editor.lineCount) - 1;
        editor.setCursorPosition({ line, column: 0 });
        editor.revealPosition({ line, column: 0 });
      }
      editor.focus();
    }
  });
  mainMenu.editMenu.goToLiners.add({
    id: CommandIDs.goToLine,
    isEnabled: isSqlEditor
  });

  const notify = (): void =>
    ids.forEach(id => commands.notifyCommandChanged(id));
  options.changed.connect(notify);
  sqlEditors.currentChanged.connect(notify);
}
