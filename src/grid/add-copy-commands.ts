/** The commands that copy cells of a result. */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import type { ICommandPalette } from '@jupyterlab/apputils';
import type { ISettingRegistry } from '@jupyterlab/settingregistry';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { FocusTracker, Widget } from '@lumino/widgets';
import { CATEGORY, CommandIDs } from '../command-ids';
import type { CopyFormat } from '../table/copy-text';
import type { IResultGrid, ISqlEditors } from '../tokens';
import type { CellCopier } from './copy-cells';

type CopyCommand = {
  id: string;
  format: CopyFormat;
  label: string;
  /** The palette says what is copied; a menu on the cells need not. */
  paletteLabel: string;
  caption: string;
};

export function addCopyCommands(
  { commands, shell }: JupyterFrontEnd,
  {
    editors,
    outside,
    palette,
    settings,
    trans
  }: {
    editors: ISqlEditors;
    /** The grids that are in no editor. */
    outside: FocusTracker<Widget & IResultGrid>;
    palette: ICommandPalette | null;
    settings: Promise<ISettingRegistry.ISettings | null> | undefined;
    trans: TranslationBundle;
  }
): void {
  /** The grid that last had the focus in the current panel; or that of the current editor. */
  const shownGrid = (): IResultGrid | null => {
    const focused = outside.currentWidget;
    if (focused && shell.currentWidget?.node.contains(focused.node)) {
      return focused;
    }
    const { current } = editors;
    return current && !current.widget.isHidden ? current.grid : null;
  };
  let copier: CellCopier | null = null;
  const caption = trans.__(
    'Copy the selected cells, or all rows if nothing is selected. Text that a spreadsheet would run as a formula gets a leading apostrophe.'
  );
  const copyCommands: CopyCommand[] = [
    {
      id: CommandIDs.copyCells,
      format: 'tsv',
      label: trans.__('Copy'),
      paletteLabel: trans.__('Copy Cells'),
      caption
    },
    {
      id: CommandIDs.copyCellsWithHeaders,
      format: 'tsvWithHeaders',
      label: trans.__('Copy with Headers'),
      paletteLabel: trans.__('Copy Cells with Headers'),
      caption
    },
    {
      id: CommandIDs.copyCellsAsMarkdown,
      format: 'markdown',
      label: trans.__('Copy as Markdown'),
      paletteLabel: trans.__('Copy Cells as Markdown'),
      caption: trans.__(
        'Copy the selected cells, or all rows if nothing is selected, as a Markdown table'
      )
    },
    {
      id: CommandIDs.copyCellsAsCsv,
      format: 'csv',
      label: trans.__('Copy as CSV'),
      paletteLabel: trans.__('Copy Cells as CSV'),
      caption
    }
  ];
  for (const command of copyCommands) {
    commands.addCommand(command.id, {
      label: ({ isPalette }) =>
        isPalette ? command.paletteLabel : command.label,
      caption: command.caption,
      describedBy: {
        args: {
          type: 'object',
          properties: { isPalette: { type: 'boolean' } }
        }
      },
      isEnabled: () => (shownGrid()?.rows.rowCount ?? 0) > 0,
      execute: async () => {
        const grid = shownGrid();
        if (!grid) {
          return;
        }
        copier ??= new (await import('./copy-cells')).CellCopier(trans);
        const chosen = (await settings)?.composite ?? {};
        await copier.copy(grid, {
          format: command.format,
          formulaSafe: chosen['formulaSafeCopy'] !== false
        });
      }
    });
    palette?.addItem({
      command: command.id,
      category: CATEGORY,
      args: { isPalette: true }
    });
  }
  const notify = (): void =>
    copyCommands.forEach(({ id }) => commands.notifyCommandChanged(id));
  editors.currentChanged.connect(notify);
  outside.currentChanged.connect(notify);
}
