/** The saved drafts of closed SQL editors. */
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { SqlDraft } from './sql-editors';

/** A draft whose editor was closed, or whose page ended. */
export type ClosedDraft = SqlDraft & {
  /** Milliseconds since 1970. */
  readonly changedAt: number;
};

/** The texts of closed SQL editors. */
export interface IClosedDrafts {
  /** The most recently closed come first. */
  readonly items: readonly ClosedDraft[];
  readonly changed: ISignal<IClosedDrafts, void>;
  /** Reads the drafts, including those of other pages. Never rejects. */
  load(): Promise<void>;
  reopen(draft: SqlDraft): Promise<void>;
  remove(uid: string): Promise<void>;
  removeAll(): Promise<void>;
}

/** Saves the texts of SQL editors without a file. */
export interface ISqlDrafts {
  /** Loaded on first use. */
  closed(): Promise<IClosedDrafts>;
}

export const ISqlDrafts = new Token<ISqlDrafts>(
  'jupyterlab-omnisci:ISqlDrafts',
  'Saves the text of closed SQL editors.'
);
