/** The file formats that a result can be exported to. Pure. */

export const EXPORT_FORMATS = ['csv', 'parquet', 'arrow'] as const;

/** Also the extension of the file. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const isExportFormat = (value: unknown): value is ExportFormat =>
  (EXPORT_FORMATS as readonly unknown[]).includes(value);

/** Part of a file, and how many rows have been written with it. */
export type EncodedPiece = { bytes: Uint8Array; rows: number };

/** What stands between the fields of a CSV file, and before the decimals of its numbers. */
export const CSV_DIALECTS = {
  comma: { separator: ',', decimalPoint: '.' },
  semicolon: { separator: ';', decimalPoint: '.' },
  decimalComma: { separator: ';', decimalPoint: ',' },
  tab: { separator: '\t', decimalPoint: '.' }
} as const;

export type CsvDialect = keyof typeof CSV_DIALECTS;

export const isCsvDialect = (value: unknown): value is CsvDialect =>
  typeof value === 'string' && Object.hasOwn(CSV_DIALECTS, value);

export type CsvOptions = {
  dialect: CsvDialect;
  /** The file begins with U+FEFF, without which Excel does not read it as UTF-8. */
  byteOrderMark: boolean;
  /** Text that a spreadsheet would run as a formula gets an apostrophe in front. */
  formulaSafe: boolean;
};

export type EncodeOptions = {
  format: ExportFormat;
  csv: CsvOptions;
};
