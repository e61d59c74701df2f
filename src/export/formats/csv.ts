/** CSV according to RFC 4180, with options for spreadsheets. */
import { isCsvDialect, type CsvDialect } from './csv-options';
import type { IExportFormat } from './export-format';

/** The settings with the defaults. */
const KEYS = {
  dialect: 'csvSeparator',
  byteOrderMark: 'csvByteOrderMark',
  formulaSafe: 'formulaSafeCsv'
} as const;

const DEFAULT_DIALECT: CsvDialect = 'comma';

export const csv: IExportFormat = {
  id: 'csv',
  extension: 'csv',
  mimeType: 'text/csv',
  label: trans => trans.__('CSV'),
  caption: trans => trans.__('Text for spreadsheets and everything else'),
  options: trans => {
    const choices: Record<CsvDialect, string> = {
      comma: trans.__('Comma'),
      semicolon: trans.__('Semicolon'),
      decimalComma: trans.__('Semicolon, decimal comma in numbers'),
      tab: trans.__('Tab')
    };
    return [
      {
        key: KEYS.dialect,
        kind: 'choice',
        label: trans.__('Separator'),
        choices,
        default: DEFAULT_DIALECT,
        isRemembered: true
      },
      {
        key: KEYS.byteOrderMark,
        kind: 'flag',
        label: trans.__('Byte order mark: Excel needs it to read UTF-8'),
        default: false,
        isRemembered: true
      },
      {
        key: KEYS.formulaSafe,
        kind: 'flag',
        label: trans.__(
          'Formula-safe: put an apostrophe before text that a spreadsheet would run as a formula'
        ),
        default: true,
        // Users turn it off for one file that a program will read; that choice must not be saved.
        isRemembered: false
      }
    ];
  },
  async *encode(table, options) {
    const { csvFile } = await import('./csv-file');
    const dialect = options[KEYS.dialect];
    yield* csvFile(table, {
      dialect: isCsvDialect(dialect) ? dialect : DEFAULT_DIALECT,
      byteOrderMark: options[KEYS.byteOrderMark] === true,
      formulaSafe: options[KEYS.formulaSafe] !== false
    });
  }
};
