/** The commands of the current SQL editor: run all, a part, one statement; cancel. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { TranslationBundle } from '@jupyterlab/translation';
import { runIcon, stopIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { CommandIDs } from '../command-ids';
import type { SqlEditorContent } from '../sql-editor/panel';
import type { SqlEditors } from '../sql-editor/sql-editors';

/** Those in the palette and in the Run menu. */
export const RUN_COMMANDS = [
  CommandIDs.runQuery,
  CommandIDs.runStatement,
  CommandIDs.runAll,
  CommandIDs.cancelQuery
] as const;

export function addRunCommands(
  { commands, shell }: Pick<JupyterFrontEnd, 'commands' | 'shell'>,
  { editors, trans }: { editors: SqlEditors; trans: TranslationBundle }
): void {
  const content = (): SqlEditorContent | null => editors.currentContent;
  const add = (
    id: string,
    options: Pick<
      CommandRegistry.ICommandOptions,
      'label' | 'caption' | 'icon' | 'execute'
    > & { isEnabled?: () => boolean }
  ): void => {
    commands.addCommand(id, {
      describedBy: {
        args: {
          type: 'object',
          properties: {
            toolbar: {
              type: 'boolean',
              description: trans.__('True for a button of the toolbar')
            }
          }
        }
      },
      isEnabled: () => content() !== null,
      // In menus they are beside those of notebooks and consoles.
      isVisible: args =>
        args['toolbar'] === true || editors.has(shell.currentWidget),
      ...options
    });
  };

  add(CommandIDs.runQuery, {
    label: trans.__('Run Selected SQL or All'),
    caption: trans.__(
      'Run the selection, or all statements if nothing is selected'
    ),
    icon: args => (args['toolbar'] ? runIcon : undefined),
    execute: () => content()?.runSelectionOrAll()
  });
  add(CommandIDs.runStatement, {
    label: trans.__('Run Selected SQL or Statement at Cursor'),
    caption: trans.__(
      'Run the selection, or the statement at the cursor if nothing is selected'
    ),
    execute: () => content()?.runSelectionOrStatement()
  });
  add(CommandIDs.runAll, {
    label: trans.__('Run All SQL'),
    caption: trans.__('Run all statements, whatever is selected'),
    execute: () => content()?.runAll()
  });
  add(CommandIDs.cancelQuery, {
    label: trans.__('Cancel the Query'),
    caption: trans.__('Stop the running query, also in the database'),
    icon: args => (args['toolbar'] ? stopIcon : undefined),
    isEnabled: () => content()?.model.active?.activity?.isCancelling === false,
    execute: () => content()?.model.cancel()
  });
  editors.activityChanged.connect(() => {
    RUN_COMMANDS.forEach(id => commands.notifyCommandChanged(id));
  });
}
