/** Wires the export of results into JupyterLab: command, palette, settings. */
import {
  ILabStatus,
  type JupyterFrontEnd,
  type JupyterFrontEndPlugin
} from '@jupyterlab/application';
import { ICommandPalette, showErrorMessage } from '@jupyterlab/apputils';
import { IDefaultFileBrowser } from '@jupyterlab/filebrowser';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { downloadIcon } from '@jupyterlab/ui-components';
import { CATEGORY, CommandIDs } from '../command-ids';
import { IConnection, ISqlEditors } from '../tokens';
import {
  EXPORT_FORMATS,
  isCsvDialect,
  isExportFormat,
  type CsvOptions,
  type ExportFormat
} from './format';

const PLUGIN_ID = 'jupyterlab-omnisci:export';

export const exportPlugin: JupyterFrontEndPlugin<void> = {
  id: PLUGIN_ID,
  description: 'Exports the complete result of a query to a file.',
  autoStart: true,
  requires: [IConnection, ISqlEditors],
  optional: [
    ITranslator,
    ICommandPalette,
    ISettingRegistry,
    IDefaultFileBrowser,
    ILabStatus
  ],
  activate: (
    app: JupyterFrontEnd,
    connection: IConnection,
    editors: ISqlEditors,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    settingRegistry: ISettingRegistry | null,
    fileBrowser: IDefaultFileBrowser | null,
    labStatus: ILabStatus | null
  ): void => {
    const trans = (translator ?? nullTranslator).load('jupyterlab_omnisci');
    const { commands } = app;
    const settings = settingRegistry?.load(PLUGIN_ID).catch(() => null);
    const labels: Record<ExportFormat, string> = {
      csv: trans.__('Export Result as CSV…'),
      parquet: trans.__('Export Result as Parquet…'),
      arrow: trans.__('Export Result as Arrow…')
    };

    commands.addCommand(CommandIDs.exportResult, {
      label: ({ format, isPalette }) =>
        isExportFormat(format)
          ? labels[format]
          : isPalette
            ? trans.__('Export Result…')
            : trans.__('Export…'),
      caption: trans.__('Export all rows of the result to a file'),
      icon: ({ isPalette, format }) =>
        isPalette || format ? undefined : downloadIcon,
      describedBy: {
        args: {
          type: 'object',
          properties: {
            format: { type: 'string', enum: [...EXPORT_FORMATS] },
            isPalette: { type: 'boolean' }
          }
        }
      },
      isEnabled: () => (editors.current?.result ?? null) !== null,
      execute: async ({ format }) => {
        const result = editors.current?.result;
        if (!result) {
          return;
        }
        const stored = await settings;
        const chosen = stored?.composite ?? {};
        const { startExport } = await import('./start-export');
        try {
          await startExport({
            result,
            client: connection.client,
            contents: app.serviceManager.contents,
            folder: fileBrowser?.model.path ?? '',
            defaults: {
              format: [format, chosen['format']].find(isExportFormat) ?? 'csv',
              csv: csvOptions(chosen)
            },
            remember: csv => void (stored && rememberCsv(stored, csv)),
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
    for (const format of EXPORT_FORMATS) {
      palette?.addItem({ command, category: CATEGORY, args: { format } });
    }
  }
};

function csvOptions(
  settings: ISettingRegistry.ISettings['composite']
): CsvOptions {
  const dialect = settings['csvSeparator'];
  return {
    dialect: isCsvDialect(dialect) ? dialect : 'comma',
    byteOrderMark: settings['csvByteOrderMark'] === true,
    formulaSafe: settings['formulaSafeCsv'] !== false
  };
}

/** Keeps how the file is written; what makes it safe is switched off for one file only. */
async function rememberCsv(
  settings: ISettingRegistry.ISettings,
  csv: CsvOptions
): Promise<void> {
  const before = csvOptions(settings.composite);
  try {
    if (csv.dialect !== before.dialect) {
      await settings.set('csvSeparator', csv.dialect);
    }
    if (csv.byteOrderMark !== before.byteOrderMark) {
      await settings.set('csvByteOrderMark', csv.byteOrderMark);
    }
  } catch {
    // Settings that cannot be written do not stop an export: it is proposed anew the next time.
  }
}
