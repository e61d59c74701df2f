/** Notebooks whose first cell connects to a database. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { Token } from '@lumino/coreutils';
import type { CellContext } from '../cells/cell-names';
import type { IConnection } from './connections';

export type CreateNotebookOptions = {
  /** What its first cell connects to; by default, the handed-over session. */
  connection?: IConnection;
  /** ID of the main-area widget to whose left it opens; otherwise it opens as a tab. */
  leftOf?: string;
  /** Write the query that came with the session into the first cell. */
  adoptHandedQuery?: boolean;
  /** Reopen an earlier such notebook if nobody has touched it and no other page has it. */
  reuseUntouched?: boolean;
};

/** A notebook that {@link IConnectedNotebooks.create} made and nobody has touched since. */
export type UntouchedNotebook = {
  path: string;
  /** Whether its cell runs this query. */
  holdsQuery(sql: string): boolean;
};

/** Creates notebooks whose first cell connects to the handed-over session. */
export interface IConnectedNotebooks {
  /** Returns `null` if it opens on a page of its own, as in Notebook 7. */
  create(options?: CreateNotebookOptions): Promise<NotebookPanel | null>;
  /** The first of these files that is an untouched notebook, or `null`. */
  findUntouched(paths: readonly string[]): Promise<UntouchedNotebook | null>;
  /**
   * Inserts code cells below the active cell of the Python notebook that was used last, and shows
   * them. If no cell connects, it inserts a connecting cell before them. If no notebook is open, it
   * creates one; returns `null` if that opens on a page of its own. Runs nothing. Rejects if the
   * notebook cannot be created.
   *
   * @param write - the texts of the cells, for the notebook that receives them.
   */
  insert(
    write: (context: CellContext) => readonly string[],
    options?: Pick<CreateNotebookOptions, 'connection' | 'leftOf'>
  ): Promise<NotebookPanel | null>;
}

export const IConnectedNotebooks = new Token<IConnectedNotebooks>(
  'jupyterlab-omnisci:IConnectedNotebooks',
  'Creates notebooks that connect to the handed-over session.'
);
