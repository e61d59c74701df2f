/** What is kept of SQL editors that were closed. */
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { SqlDraft } from './sql-editors';

/** A draft whose editor was closed, or whose page ended. */
export type ClosedDraft = SqlDraft & {
  /** Milliseconds since 1970. */
  readonly changedAt: number;
};

/** The texts of SQL editors that were closed. */
export interface IClosedDrafts {
  /** Those that were closed last come first. */
  readonly items: readonly ClosedDraft[];
  readonly changed: ISignal<IClosedDrafts, void>;
  /** Reads what there is, with what other pages kept. Never rejects. */
  load(): Promise<void>;
  reopen(draft: SqlDraft): Promise<void>;
  remove(uid: string): Promise<void>;
  removeAll(): Promise<void>;
}

/** Keeps the texts of SQL editors without a file. */
export interface ISqlDrafts {
  /** Loaded when first asked for. */
  closed(): Promise<IClosedDrafts>;
}

export const ISqlDrafts = new Token<ISqlDrafts>(
  'jupyterlab-omnisci:ISqlDrafts',
  'Saves the text of closed SQL editors.'
);
