/** The commands of the current Vega document: render, cancel, save its picture, undo. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { IMainMenu } from '@jupyterlab/mainmenu';
import type { TranslationBundle } from '@jupyterlab/translation';
import { runIcon, stopIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import type { Widget } from '@lumino/widgets';
import type { CodeFileTracker } from '../code-files/code-files';
import { CATEGORY, CommandIDs } from '../command-ids';
import type { VegaDocument } from './vega-document';

/** Those in the palette. */
const PALETTE = [
  CommandIDs.renderVega,
  CommandIDs.cancelVega,
  CommandIDs.saveVegaPng
] as const;

/** @returns what to call when something has changed that enables commands. */
export function addVegaCommands(
  { commands, shell }: Pick<JupyterFrontEnd, 'commands' | 'shell'>,
  options: {
    tracker: CodeFileTracker;
    /** The document of a widget; `null` for other widgets. */
    of: (widget: Widget | null) => VegaDocument | null;
    palette: ICommandPalette | null;
    mainMenu: IMainMenu | null;
    trans: TranslationBundle;
  }
): () => void {
  const { tracker, of, palette, mainMenu, trans } = options;
  const current = (): VegaDocument | null => of(tracker.currentWidget);
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
      isEnabled: () => current() !== null,
      isVisible: args =>
        args['toolbar'] === true || of(shell.currentWidget) !== null,
      ...options
    });
  };

  add(CommandIDs.renderVega, {
    label: trans.__('Render Vega'),
    caption: () => {
      switch (current()?.picture.model.engine) {
        case 'database':
          return trans.__('Let the database draw this text');
        case 'browser':
          return trans.__('Draw this text in the browser, from its rows');
        default:
          return trans.__('Draw this text');
      }
    },
    icon: args => (args['toolbar'] ? runIcon : undefined),
    execute: () => current()?.render()
  });
  add(CommandIDs.cancelVega, {
    label: trans.__('Cancel the Picture'),
    caption: trans.__('Stop drawing, also in the database'),
    icon: args => (args['toolbar'] ? stopIcon : undefined),
    isEnabled: () => Boolean(current()?.picture.model.activity),
    execute: () => current()?.picture.model.cancel()
  });
  add(CommandIDs.saveVegaPng, {
    label: trans.__('Save the Picture as PNG'),
    caption: trans.__('Save the picture beside its text'),
    isEnabled: () => Boolean(current()?.picture.model.picture),
    execute: () => current()?.picture.savePng()
  });
  add(CommandIDs.undoVega, {
    label: trans.__('Undo in the Vega Text'),
    execute: () => current()?.editor.undo()
  });
  add(CommandIDs.redoVega, {
    label: trans.__('Redo in the Vega Text'),
    execute: () => current()?.editor.redo()
  });
  const notify = (): void =>
    PALETTE.forEach(id => commands.notifyCommandChanged(id));
  tracker.currentChanged.connect(notify);
  PALETTE.forEach(command => palette?.addItem({ command, category: CATEGORY }));
  const isEnabled = (widget: Widget): boolean => of(widget) !== null;
  const { runMenu, editMenu } = mainMenu ?? {};
  runMenu?.codeRunners.run.add({ id: CommandIDs.renderVega, isEnabled });
  editMenu?.undoers.undo.add({ id: CommandIDs.undoVega, isEnabled });
  editMenu?.undoers.redo.add({ id: CommandIDs.redoVega, isEnabled });
  return notify;
}
