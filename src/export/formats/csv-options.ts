/** How a CSV file is written. Pure. */

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
