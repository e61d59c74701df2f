/** Asks in dialogs what to export to which file. */
import { Dialog, showDialog } from '@jupyterlab/apputils';
import { PathExt } from '@jupyterlab/coreutils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { freeName, isThere } from '../files/free-name';
import type { ISqlResult } from '../tokens';
import { ExportForm } from './export-form';
import { runsAgain, type ExportTarget } from './export-result';
import { defaultStem, withExtension } from './file-name';
import type { IExportFormat, OptionValues } from './formats/export-format';
import type { ContentsDrive } from './partial-file';

export type AskExportOptions = {
  result: Pick<ISqlResult, 'sql' | 'isQuery' | 'table' | 'summary'>;
  /** The administrator's limit; `null` for none. */
  maxRows: number | null;
  /** The current folder of the file browser. */
  folder: string;
  /** The available formats. */
  formats: readonly IExportFormat[];
  defaults: {
    /** The default, if it supports the result. */
    format: IExportFormat | null;
    /** Of every format. */
    options: OptionValues;
  };
  contents: ContentsDrive;
  trans: TranslationBundle;
};

export type ExportChosen = {
  format: IExportFormat;
  options: OptionValues;
  target: ExportTarget;
};

/** The user's choice, or `null` to export nothing. */
export async function askExport(
  options: AskExportOptions
): Promise<ExportChosen | null> {
  const { result, folder, defaults, contents, trans } = options;
  const formats = options.formats.filter(
    format => format.accepts?.(result.table) ?? true
  );
  const proposed =
    formats.find(format => format === defaults.format) ?? formats[0];
  if (!proposed) {
    throw new Error(trans.__('No export format supports this result.'));
  }
  const isTaken = (name: string): Promise<boolean> =>
    isThere(contents, PathExt.join(folder, name));
  const name = withExtension(defaultStem(result.sql), proposed, formats);
  const form = new ExportForm({
    formats,
    format: proposed,
    options: defaults.options,
    name: await freeName(name, isTaken),
    rows: rowsText(options, trans),
    rounded: roundedText(result, trans),
    place: placeText(folder, trans),
    trans
  });
  const dialog = new Dialog({
    title: trans.__('Export Result'),
    body: form,
    buttons: [
      Dialog.cancelButton(),
      Dialog.okButton({ label: trans.__('Export') })
    ],
    focusNodeSelector: '.jp-OmniSciExport-name'
  });
  const answered = dialog.launch();
  form.focusName();
  const { button, value } = await answered;
  if (!button.accept || !value) {
    return null;
  }
  const { format, options: values } = value;
  const target = { folder, name: value.name, overwrite: false };
  if (await isTaken(value.name)) {
    const overwrite = await askOverwrite(value.name, trans);
    return overwrite === null
      ? null
      : { format, options: values, target: { ...target, overwrite } };
  }
  return { format, options: values, target };
}

/** True to overwrite, false to keep both, `null` to do nothing. */
async function askOverwrite(
  name: string,
  trans: TranslationBundle
): Promise<boolean | null> {
  const keepBoth = trans.__('Keep Both');
  const { button } = await showDialog({
    title: trans.__('Overwrite “%1”?', name),
    body: trans.__(
      'A file with this name exists in the folder. If you keep both, the new file gets a number.'
    ),
    buttons: [
      Dialog.cancelButton(),
      Dialog.okButton({ label: keepBoth }),
      Dialog.warnButton({ label: trans.__('Overwrite') })
    ],
    defaultButton: 1
  });
  return button.accept ? button.label !== keepBoth : null;
}

function rowsText(
  { result, maxRows }: Pick<AskExportOptions, 'result' | 'maxRows'>,
  trans: TranslationBundle
): string {
  const count = result.table.rowCount;
  const shown = count.toLocaleString('en');
  if (result.summary.maxRows !== undefined) {
    return trans.__(
      'Only the %1 rows that are shown are exported. The administrator allows no more.',
      shown
    );
  }
  if (runsAgain(result) && maxRows !== null) {
    return trans.__(
      'Only the first %1 rows are shown. The export runs the query again to get at most %2 rows, as the administrator allows.',
      shown,
      maxRows.toLocaleString('en')
    );
  }
  if (runsAgain(result)) {
    return trans.__(
      'Only the first %1 rows are shown. The export runs the query again to get all rows.',
      shown
    );
  }
  if (result.summary.more) {
    return trans.__(
      'Only the %1 rows that are shown are exported. It is not safe to run this statement again.',
      shown
    );
  }
  return trans._n(
    'The one row of the result is exported.',
    'All %2 rows of the result are exported.',
    count,
    shown
  );
}

/** The columns whose values are as HeavyDB sent them but may differ from the stored ones. */
function roundedText(
  { table }: AskExportOptions['result'],
  trans: TranslationBundle
): string {
  const names = table.columns
    .filter(({ isSentAsDouble }) => isSentAsDouble)
    .map(({ name }) => name);
  return names.length === 0
    ? ''
    : trans.__(
        'HeavyDB sends these decimals as floating-point numbers. Values with more than 15 digits may be rounded: %1',
        names.join(', ')
      );
}

const placeText = (folder: string, trans: TranslationBundle): string =>
  folder === ''
    ? trans.__('In the top folder of the file browser')
    : trans.__('In the folder “%1”', folder);
