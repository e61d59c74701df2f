/** The file formats that a result can be exported to. Pure. */

export const EXPORT_FORMATS = ['csv', 'parquet', 'arrow'] as const;

/** Also the extension of the file. */
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const isExportFormat = (value: unknown): value is ExportFormat =>
  (EXPORT_FORMATS as readonly unknown[]).includes(value);

/** Part of a file, and how many rows have been written with it. */
export type EncodedPiece = { bytes: Uint8Array; rows: number };

export type EncodeOptions = {
  format: ExportFormat;
  /** CSV only: text that a spreadsheet would run as a formula gets an apostrophe in front. */
  formulaSafe: boolean;
};
