/** The SQL editors, their statements and their results. */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';
import type { ConnectionKey, QuerySummary } from '../../server/protocol';
import type { StatementEffect } from '../sql/statement-kind';
import type { ResultTable } from '../table/result-table';
import type { CellRange, ShownRows } from '../table/shown-rows';
import type { IConnection } from './connections';

export type OpenSqlEditorOptions = {
  /** Its connection; by default, the handed-over one. */
  connection?: IConnection;
  /** True to insert and run the query that came with the session, once it is known. */
  adoptHandedQuery?: boolean;
  /** The first text. */
  sql?: string;
  /** A draft to open again; if an editor has it already, that editor is returned. */
  draft?: SqlDraft;
};

/** An editor in another widget, such as an output of a notebook. */
export type EmbedSqlEditorOptions = {
  connection: IConnection;
  /** The first text. */
  sql: string;
};

/** The saved state of an editor without a file: plain text, without secrets. */
export type SqlDraft = {
  /** Stable across reloads. */
  uid: string;
  /** Key of its connection; absent in drafts of older versions. */
  connection?: ConnectionKey;
  title: string;
  sql: string;
  /** Maximum number of rows of a Run; `null` for all. */
  rowLimit: number | null;
};

/** The shown rows of one statement, for commands on results. */
export interface ISqlResult {
  /** The connection that it ran on. */
  readonly connection: IConnection;
  /** The executed statement. */
  readonly sql: string;
  /** True for a query: it may run again, and be a subquery. */
  readonly isQuery: boolean;
  readonly table: ResultTable;
  readonly summary: QuerySummary;
  /** Maximum number of requested rows; `null` for all. */
  readonly rowLimit: number | null;
}

/** A tab of a SQL editor's results. */
export interface IResultTab {
  /** The statement; `null` for the tab that lists all statements of a Run. */
  readonly sql: string | null;
  /** Its rows; `null` if it has none. */
  readonly result: ISqlResult | null;
}

/** The tabs of a SQL editor's results. */
export interface IResultTabs {
  readonly items: readonly IResultTab[];
  /** The tab on top; `null` if there is none. */
  readonly current: IResultTab | null;
  /** Emitted when a tab opens or closes, and when another is on top. */
  readonly changed: ISignal<IResultTabs, void>;
  /** Puts a tab on top; later results leave it there. */
  select(tab: IResultTab): void;
  /** Closes a tab, and cancels its running statement. */
  close(tab: IResultTab): void;
}

/** The rows on screen. */
export interface IResultGrid {
  /** The rows in the order shown. */
  readonly rows: ShownRows;
  /** The selected cells of {@link rows}; `null` if none are. */
  readonly selection: CellRange | null;
  /** Emitted when the selection changes. */
  readonly selectionChanged: ISignal<IResultGrid, CellRange | null>;
}

/** A running statement. */
export interface IRunningStatement {
  readonly sql: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Cancels it, also in the database. */
  cancel(): void;
}

/** One open SQL editor. */
export interface ISqlEditor {
  /** The connection of its next statements; each result keeps its own. */
  readonly connection: IConnection;
  /** Emitted when {@link connection} changes. */
  readonly connectionChanged: ISignal<ISqlEditor, void>;
  /** Its widget in the main area, or in another widget: see {@link ISqlEditors.embed}. */
  readonly widget: MainAreaWidget;
  /** The editor of the text: selections, cursor, undo, and the shared model. */
  readonly editor: CodeEditor.IEditor;
  /** The result on top; `null` if there is none. */
  readonly result: ISqlResult | null;
  /** Emitted when {@link result} changes. */
  readonly resultChanged: ISignal<ISqlEditor, void>;
  /** The tabs of its results. */
  readonly tabs: IResultTabs;
  /** The grid of {@link result}; `null` if no rows are shown. */
  readonly grid: IResultGrid | null;
  /** Emitted when {@link grid} changes. */
  readonly gridChanged: ISignal<ISqlEditor, void>;
  /**
   * Its saved state; `null` if its text is in a file. The text is that of the last pause in typing.
   */
  readonly draft: SqlDraft | null;
  /** Emitted when {@link draft} has changed, after a pause in typing. */
  readonly draftChanged: ISignal<ISqlEditor, void>;
  /** True during a Run and while any other statement runs. */
  readonly isBusy: boolean;
  /** The running statements; the same objects until they end. */
  readonly running: readonly IRunningStatement[];
  /** Emitted when a statement starts, continues or ends. */
  readonly activityChanged: ISignal<ISqlEditor, void>;
  /** Emitted when one of its statements ends. */
  readonly statementExecuted: ISignal<ISqlEditor, ExecutedStatement>;
  /**
   * Sends the next statements to another database; shown results keep their connection. Asks the
   * user during a Run. Resolves to true if the editor moved. Never rejects.
   */
  setConnection(connection: IConnection): Promise<boolean>;
  /** Replaces the selection with a text, as one undo step, and takes the focus. */
  insert(text: string): void;
  /** Runs a statement that is not in the text, and shows its result beside the others. */
  runStatement(sql: string): Promise<void>;
}

/** A statement that starts. */
export type StartedStatement = {
  /** A new one for each execution. */
  id: string;
  /** Key of the connection; absent in entries of older versions. */
  connection?: ConnectionKey;
  sql: string;
  /** Milliseconds since 1970. */
  startedAt: number;
};

/** A statement that ended, with its outcome. */
export type ExecutedStatement = StartedStatement & {
  /** What it may have changed. */
  effect: StatementEffect;
  elapsedMs: number;
  outcome: 'rows' | 'done' | 'failed' | 'cancelled';
  /** Number of rows shown; `null` without a table. */
  rows: number | null;
  /** True if the database had more rows than were requested. */
  more: boolean;
  /** The error message that the user saw; otherwise empty. */
  message: string;
};

/** The open SQL editors. */
export interface ISqlEditors {
  /** All open editors of the main area. */
  readonly items: readonly ISqlEditor[];
  /** All that {@link embed} made, and that are not disposed of. */
  readonly embedded: readonly ISqlEditor[];
  /** The last used editor that is open, or embedded and on screen; `null` if there is none. */
  readonly current: ISqlEditor | null;
  /** The editor of a main-area widget; `null` if there is none yet. */
  of(widget: Widget): ISqlEditor | null;
  /**
   * Emitted when another editor is current, and when the result or the connection of the current
   * one changes.
   */
  readonly currentChanged: ISignal<ISqlEditors, void>;
  /** True while an editor is on screen: it shows connection errors and lets the user retry. */
  readonly isVisible: boolean;
  /** Emitted when an editor is opened or restored. */
  readonly opened: ISignal<ISqlEditors, ISqlEditor>;
  /** Emitted when a statement of any editor starts. */
  readonly statementStarted: ISignal<ISqlEditors, StartedStatement>;
  /** Emitted when a statement of any editor ends. */
  readonly statementExecuted: ISignal<ISqlEditors, ExecutedStatement>;
  /** Loads the code of editors and results, because an editor opens soon. */
  preload(): void;
  /**
   * Calls a function before the first editor is made, which waits for it; at once if there is one.
   * For what only an editor needs, so that the start of JupyterLab does not load it.
   */
  beforeFirst(load: () => Promise<void>): void;
  /**
   * Opens an editor. Resolves to `null` if the application shows one document per page, as Notebook
   * 7 does: there it opens a new file on its own page. Rejects if that file cannot be created.
   */
  open(options?: OpenSqlEditorOptions): Promise<ISqlEditor | null>;
  /**
   * Makes a small editor, as high as its text until the first Run. The caller puts its widget
   * somewhere and disposes of it, which cancels its statements. Before its first focus it reads
   * nothing of the database but its status, and {@link opened} does not tell of it.
   */
  embed(options: EmbedSqlEditorOptions): Promise<ISqlEditor>;
}

export const ISqlEditors = new Token<ISqlEditors>(
  'jupyterlab-omnisci:ISqlEditors',
  'Opens SQL editors, each on a connection, and tells what they run and show.'
);
