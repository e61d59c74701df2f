/** The command that formats the SQL of the current editor. Its library is loaded on first use. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { type ICommandPalette, Notification } from '@jupyterlab/apputils';
import { type ISettingRegistry } from '@jupyterlab/settingregistry';
import { CATEGORY, CommandIDs } from '../command-ids';
import { formatIcon } from '../editor-icons';
import { type ISqlEditors } from '../tokens';
import type { FormatOptions } from './format-sql';
import type { TranslationBundle } from '@jupyterlab/translation';

const ID = 'jupyterlab-omnisci:format';

const DEFAULTS: FormatOptions = { keywordCase: 'upper', indentWidth: 2 };

export function addFormat(
  app: JupyterFrontEnd,
  {
    sqlEditors,
    palette,
    settingRegistry,
    trans
  }: {
    sqlEditors: ISqlEditors;
    palette: ICommandPalette | null;
    settingRegistry: ISettingRegistry | null;
    trans: TranslationBundle;
  }
): void {
  const readOptions = async (): Promise<FormatOptions> => {
    const settings = await settingRegistry?.load(ID).catch(() => null);
    return {
      ...DEFAULTS,
      ...(settings?.composite as Partial<FormatOptions>)
    };
  };
  const formatCurrent = async (): Promise<void> => {
    const editor = sqlEditors.current?.editor;
    if (!editor) {
      return;
    }
    const [{ formatSql }, { formatEditor }, options] = await Promise.all([
      import('./format-sql'),
      import('./format-editor'),
      readOptions()
    ]);
    const formatted = formatEditor(editor, text => formatSql(text, options));
    editor.focus();
    if (formatted.kind === 'unreadable') {
      const { position } = formatted;
      Notification.warning(
        trans.__(
          'The SQL was not formatted. It cannot be parsed at line %1, column %2.',
          position.line,
          position.column
        ),
        { autoClose: 6000 }
      );
    }
  };

  app.commands.addCommand(CommandIDs.formatSql, {
    label: args =>
      args['toolbar'] ? trans.__('Format') : trans.__('Format SQL'),
    caption: trans.__(
      'Format the selected SQL, or all SQL if nothing is selected'
    ),
    icon: args => (args['toolbar'] ? formatIcon : undefined),
    describedBy: {
      args: { type: 'object', properties: { toolbar: { type: 'boolean' } } }
    },
    isEnabled: () => sqlEditors.current !== null,
    execute: formatCurrent
  });
  sqlEditors.currentChanged.connect(() => {
    app.commands.notifyCommandChanged(CommandIDs.formatSql);
  });
  palette?.addItem({ command: CommandIDs.formatSql, category: CATEGORY });
}
