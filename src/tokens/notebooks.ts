/** Notebooks whose first cell connects to a database. */
import type { NotebookPanel } from '@jupyterlab/notebook';
import { Token } from '@lumino/coreutils';
import type { CellContext } from '../cells/cell-names';
import type { IConnection } from './connections';

export type CreateNotebookOptions = {
  /** What its first cell connects to; the handed-over session by default. */
  connection?: IConnection;
  /** The id of the main-area widget to whose left it opens; else it opens as a tab. */
  leftOf?: string;
  /** Write the query that was handed over with the session into the first cell. */
  adoptHandedQuery?: boolean;
  /** Open one that was created so before, as long as nobody has touched it and no other page has it. */
  reuseUntouched?: boolean;
};

/** A notebook that {@link IConnectedNotebooks.create} made, and that nobody has touched since. */
export type UntouchedNotebook = {
  path: string;
  /** Whether its cell runs this query. */
  holdsQuery(sql: string): boolean;
};

/** Creates notebooks whose first cell connects to the handed-over session. */
export interface IConnectedNotebooks {
  /** Answers `null` where it opens on a page of its own, as in Notebook 7. */
  create(options?: CreateNotebookOptions): Promise<NotebookPanel | null>;
  /** The first of these files that is an untouched notebook, or `null`. */
  findUntouched(paths: readonly string[]): Promise<UntouchedNotebook | null>;
  /**
   * Puts code cells below the active cell of the Python notebook that was used last, with a cell
   * that connects before them where there is none, and shows them. Creates a notebook where none is
   * open; answers `null` where that is on a page of its own. Runs nothing. Rejects where the
   * notebook cannot be created.
   *
   * @param write - the texts of the cells, for the notebook that they are put into.
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
