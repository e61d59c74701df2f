/** The export of results: command, palette, settings. */
import { type ILabStatus, type JupyterFrontEnd } from '@jupyterlab/application';
import { type ICommandPalette, showErrorMessage } from '@jupyterlab/apputils';
import { type IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { type ISettingRegistry } from '@jupyterlab/settingregistry';
import { type TranslationBundle } from '@jupyterlab/translation';
import { downloadIcon } from '@jupyterlab/ui-components';
import { CATEGORY, CommandIDs } from '../command-ids';
import { type ISqlEditors } from '../tokens';
import type { IExportFormat, OptionValues } from './formats/export-format';
import { changedValues } from './option-values';
import type { ExportChosen } from './ask-export';

const PLUGIN_ID = 'jupyterlab-omnisci:export';

export function addExport(
  app: JupyterFrontEnd,
  {
    editors,
    palette,
    settingRegistry,
    fileBrowser,
    labStatus,
    formats,
    trans
  }: {
    editors: ISqlEditors;
    palette: ICommandPalette | null;
    settingRegistry: ISettingRegistry | null;
    fileBrowser: IDefaultFileBrowser | null;
    labStatus: ILabStatus | null; /** The available ones; the first is the default. */
    formats: readonly IExportFormat[];
    trans: TranslationBundle;
  }
): void {
  const { commands } = app;
  const settings = settingRegistry?.load(PLUGIN_ID).catch(() => null);
  const formatOf = (id: unknown): IExportFormat | null =>
    formats.find(format => format.id === id) ?? null;

  const isAllowed = (): boolean =>
    editors.current?.result?.connection.limits.export ?? true;

  commands.addCommand(CommandIDs.exportResult, {
    label: ({ format, isPalette }) => {
      const title = formatOf(format)?.label(trans);
      return title
        ? trans.__('Export Result as %1…', title)
        : isPalette
          ? trans.__('Export Result…')
          : trans.__('Export…');
    },
    caption: () =>
      isAllowed()
        ? trans.__('Export all rows of the result to a file')
        : trans.__('The administrator does not allow exports'),
    icon: ({ isPalette, format }) =>
      isPalette || format ? undefined : downloadIcon,
    describedBy: {
      args: {
        type: 'object',
        properties: {
          format: { type: 'string', enum: formats.map(({ id }) => id) },
          isPalette: { type: 'boolean' }
        }
      }
    },
    isEnabled: ({ format }) => {
      const table = editors.current?.result?.table;
      return (
        table !== undefined &&
        isAllowed() &&
        (formatOf(format)?.accepts?.(table) ?? true)
      );
    },
    execute: async ({ format }) => {
      const result = editors.current?.result;
      if (!result || !isAllowed()) {
        return;
      }
      const stored = await settings;
      const defaults: OptionValues = stored?.composite ?? {};
      const { startExport } = await import('./start-export');
      try {
        await startExport({
          result,
          client: result.connection.client,
          maxRows: result.connection.limits.maxRows,
          contents: app.serviceManager.contents,
          folder: fileBrowser?.model.path ?? '',
          formats,
          defaults: {
            format: formatOf(format) ?? formatOf(defaults['format']),
            options: defaults
          },
          remember: chosen =>
            void (stored && remember({ settings: stored, chosen, trans })),
          // Makes the browser ask before the page, and with it the export, is left.
          setDirty: () => labStatus?.setDirty(),
          show: path =>
            void commands.execute('filebrowser:go-to-path', { path }),
          trans
        });
      } catch (error) {
        await showErrorMessage(
          trans.__('The result cannot be exported'),
          error as Error
        );
      }
    }
  });
  editors.currentChanged.connect(() =>
    commands.notifyCommandChanged(CommandIDs.exportResult)
  );

  const command = CommandIDs.exportResult;
  palette?.addItem({
    command,
    category: CATEGORY,
    args: { isPalette: true }
  });
  for (const { id } of formats) {
    palette?.addItem({
      command,
      category: CATEGORY,
      args: { format: id }
    });
  }
}

/** Saves the format's options in the settings. */
async function remember(options: {
  settings: ISettingRegistry.ISettings;
  chosen: Pick<ExportChosen, 'format' | 'options'>;
  trans: TranslationBundle;
}): Promise<void> {
  const { settings, chosen, trans } = options;
  const before: OptionValues = settings.composite;
  const changed = changedValues(chosen.format.options?.(trans) ?? [], {
    before,
    after: chosen.options
  });
  try {
    for (const [key, value] of changed) {
      await settings.set(key, value);
    }
  } catch {
    // A setting that cannot be written does not stop an export; the default is proposed next time.
  }
}
