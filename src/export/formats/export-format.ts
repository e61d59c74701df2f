/** What a file format is to the export: one object says all of it. Types only. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Table } from 'apache-arrow';
import type { ResultTable } from '../../table/result-table';

/** A part of a file, and how many rows the file has with it. */
export type EncodedPiece = { bytes: Uint8Array; rows: number };

/** The values of a format's options, by their keys. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** Something that the export dialog asks for beside format and name. */
export type FormatOption = {
  /** Also the name of the setting in `schema/export.json` that holds the default. */
  key: string;
  label: string;
  /** False: what is chosen in the dialog holds for one file, and the setting stays. */
  isRemembered: boolean;
} & (
  | { kind: 'flag'; default: boolean }
  | {
      kind: 'choice';
      default: string;
      /** Each value, and what the dialog calls it. */
      choices: Readonly<Record<string, string>>;
    }
);

/** A file format that a result can be exported to. `index.ts` lists them. */
export interface IExportFormat {
  /** Names it in the setting `format` and in the command's arguments. */
  readonly id: string;
  /** Of the file, without its dot. */
  readonly extension: string;
  readonly mimeType: string;
  /** What the dialog and the command palette call it. */
  label(trans: TranslationBundle): string;
  /** What it is good for, in a few words. */
  caption(trans: TranslationBundle): string;
  /** Asked for in the dialog; none where it is missing. */
  options?(trans: TranslationBundle): readonly FormatOption[];
  /** Whether it can hold such a result; where it is missing, it can hold all. */
  accepts?(table: ResultTable): boolean;
  /**
   * The bytes of the file in order, made piece by piece as they are asked for. Imports its encoder
   * itself, since the list of formats is loaded with the page. Rejects where that cannot be loaded.
   */
  encode(table: Table, options: OptionValues): AsyncIterable<EncodedPiece>;
}
