/** An export format, described by one object. Types only. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Table } from 'apache-arrow';
import type { ResultTable } from '../../table/result-table';

/** A part of a file, and the number of rows in the file including it. */
export type EncodedPiece = { bytes: Uint8Array; rows: number };

/** The values of a format's options, by their keys. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** An option in the export dialog, besides format and name. */
export type FormatOption = {
  /** Also the name of the setting in `schema/export.json` that holds the default. */
  key: string;
  label: string;
  /** False: the choice in the dialog applies to one file and is not saved. */
  isRemembered: boolean;
} & (
  | { kind: 'flag'; default: boolean }
  | {
      kind: 'choice';
      default: string;
      /** Each value, with its name in the dialog. */
      choices: Readonly<Record<string, string>>;
    }
);

/** A file format for exports. `index.ts` lists them. */
export interface IExportFormat {
  /** Its name in the setting `format` and in the command's arguments. */
  readonly id: string;
  /** File extension without its dot. */
  readonly extension: string;
  readonly mimeType: string;
  /** Its name in the dialog and in the command palette. */
  label(trans: TranslationBundle): string;
  /** Its purpose, in a few words. */
  caption(trans: TranslationBundle): string;
  /** Options in the dialog; none if missing. */
  options?(trans: TranslationBundle): readonly FormatOption[];
  /** Whether it supports a result; if missing, it supports all. */
  accepts?(table: ResultTable): boolean;
  /**
   * The bytes of the file in order, produced piece by piece on request. Imports its encoder itself,
   * because the list of formats is loaded with the page. Rejects if that cannot be loaded.
   */
  encode(table: Table, options: OptionValues): AsyncIterable<EncodedPiece>;
}
