/** How a CSV file is written. Pure. */

/** The separator of fields, and the decimal mark of numbers. */
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
  /** Begin the file with U+FEFF, without which Excel does not read it as UTF-8. */
  byteOrderMark: boolean;
  /** Put an apostrophe before text that a spreadsheet would run as a formula. */
  formulaSafe: boolean;
};
