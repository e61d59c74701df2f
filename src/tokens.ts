/** The tokens through which the features of this extension meet, each with its interface. */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';
import type { ConnectionStatus } from './connections/status';
import type {
  QuerySummary,
  SchemaColumnsReply,
  SchemaReply,
  SchemaTable
} from '../server/protocol';
import type { CellContext } from './cells/cell-names';
import type { ResultTable } from './table/result-table';
import type { CellRange, ShownRows } from './table/shown-rows';
import type { ConnectionClient } from './sidecar/connection-client';

/** The one connection of this JupyterLab: the session that the server was handed. */
export interface IConnection {
  /** The calls of the sidecar. */
  readonly client: Pick<
    ConnectionClient,
    'status' | 'query' | 'schema' | 'schemaTables' | 'schemaColumns'
  >;
  /** What was last found, or `null` before anybody asked. */
  readonly status: ConnectionStatus | null;
  readonly statusChanged: ISignal<IConnection, ConnectionStatus>;
  /** Asks the sidecar, which reads session and environment afresh. Never rejects. */
  refresh(): Promise<ConnectionStatus>;
  /** What is known, or what is being asked for, or else a first {@link refresh}. */
  ready(): Promise<ConnectionStatus>;
}

export const IConnection = new Token<IConnection>(
  'jupyterlab-omnisci:IConnection',
  'The database session that this JupyterLab was handed.'
);

export type OpenSqlEditorOptions = {
  /** Fill in the query that was handed over with the session, and run it, once it is known. */
  adoptHandedQuery?: boolean;
  /** The text to begin with. */
  sql?: string;
  /** What to open again in place of a new editor; an editor that has it already is answered. */
  draft?: SqlDraft;
};

/** What is kept of an editor without a file: plain text, without secrets. */
export type SqlDraft = {
  /** Stays the same across reloads. */
  uid: string;
  title: string;
  sql: string;
  /** The most rows of a run; `null` for all. */
  rowLimit: number | null;
};

/** The rows of one statement, as a SQL editor shows them: what commands on results work on. */
export interface ISqlResult {
  /** The statement that was run. */
  readonly sql: string;
  readonly table: ResultTable;
  readonly summary: QuerySummary;
  /** The most rows that were asked for; `null` for all. */
  readonly rowLimit: number | null;
}

/** A tab of a SQL editor's results. */
export interface IResultTab {
  /** The statement; `null` for the tab that lists all statements of a Run. */
  readonly sql: string | null;
  /** Its rows; `null` where it has none. */
  readonly result: ISqlResult | null;
}

/** The tabs of a SQL editor's results. */
export interface IResultTabs {
  readonly items: readonly IResultTab[];
  /** The tab on top, or `null` where there is none. */
  readonly current: IResultTab | null;
  /** Emitted when a tab comes or goes, and when another is on top. */
  readonly changed: ISignal<IResultTabs, void>;
  /** Puts a tab on top; results that come later leave it there. */
  select(tab: IResultTab): void;
  /** Closes a tab, and cancels what is under way in it. */
  close(tab: IResultTab): void;
}

/** The rows on screen. */
export interface IResultGrid {
  /** The rows in the order that they are shown in. */
  readonly rows: ShownRows;
  /** The selected cells of {@link rows}; `null` where nothing is selected. */
  readonly selection: CellRange | null;
  /** Emitted when other cells are selected. */
  readonly selectionChanged: ISignal<IResultGrid, CellRange | null>;
}

/** A statement that the database works on. */
export interface IRunningStatement {
  readonly sql: string;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** Gives it up; the database is told. */
  cancel(): void;
}

/** One open SQL editor. */
export interface ISqlEditor {
  /** What the main area shows. */
  readonly widget: MainAreaWidget;
  /** The editor of the text: selections, cursor, undo, and the shared model. */
  readonly editor: CodeEditor.IEditor;
  /** The result that is on top, or `null` where there is a message, or nothing. */
  readonly result: ISqlResult | null;
  /** Emitted when another result is on top, or none. */
  readonly resultChanged: ISignal<ISqlEditor, void>;
  /** The tabs of its results. */
  readonly tabs: IResultTabs;
  /** The grid of {@link result}, or `null` where no rows are shown. */
  readonly grid: IResultGrid | null;
  /** Emitted when {@link grid} is another one, or none. */
  readonly gridChanged: ISignal<ISqlEditor, void>;
  /** What is kept of it; `null` where its text is in a file. */
  readonly draft: SqlDraft | null;
  /** Emitted when {@link draft} has changed and nothing is typed for a moment. */
  readonly draftChanged: ISignal<ISqlEditor, void>;
  /** True from the first statement of a Run to its last, and while anything else is under way. */
  readonly isBusy: boolean;
  /** What the database works on; the same objects until they are over. */
  readonly running: readonly IRunningStatement[];
  /** Emitted when what is under way begins, goes on or ends. */
  readonly activityChanged: ISignal<ISqlEditor, void>;
  /** Emitted for each of its statements, when it is over. */
  readonly statementExecuted: ISignal<ISqlEditor, ExecutedStatement>;
  /** Writes into the text in place of the selection, as one step of undo, and takes the focus. */
  insert(text: string): void;
  /** Runs a statement that is not in the text, and shows its result beside the others. */
  runStatement(sql: string): Promise<void>;
}

/** One statement; emitted when it begins. */
export type StartedStatement = {
  /** Another at each time that it is run. */
  id: string;
  sql: string;
  /** Milliseconds since 1970. */
  startedAt: number;
};

/** What came of one statement; emitted when it is over. */
export type ExecutedStatement = StartedStatement & {
  elapsedMs: number;
  outcome: 'rows' | 'done' | 'failed' | 'cancelled';
  /** Rows shown; `null` where there is no table. */
  rows: number | null;
  /** True where the database had more rows than were asked for. */
  more: boolean;
  /** What failed, in the words that the user was shown; else empty. */
  message: string;
};

/** The open SQL editors. */
export interface ISqlEditors {
  /** The editor that was used last, or `null` where none is open. */
  readonly current: ISqlEditor | null;
  /** The editor that a widget of the main area is, once it is there; else `null`. */
  of(widget: Widget): ISqlEditor | null;
  /** Emitted when another editor is current, and when the current one shows another result. */
  readonly currentChanged: ISignal<ISqlEditors, void>;
  /** True while one is on screen: it tells of trouble with the connection, and offers to try again. */
  readonly isVisible: boolean;
  /** Emitted for each editor, new or restored, when it is there. */
  readonly opened: ISignal<ISqlEditors, ISqlEditor>;
  /** Emitted for every statement of every editor, when it begins. */
  readonly statementStarted: ISignal<ISqlEditors, StartedStatement>;
  /** Emitted for every statement of every editor, when it is over. */
  readonly statementExecuted: ISignal<ISqlEditors, ExecutedStatement>;
  /** Loads what an editor and its rows need, for who knows that one will be opened soon. */
  preload(): void;
  /**
   * Opens one with a text. Answers `null` where the application shows one document a page, as
   * Notebook 7: there it is a new file, on a page of its own. Rejects where that cannot be made.
   */
  open(options?: OpenSqlEditorOptions): Promise<ISqlEditor | null>;
}

export const ISqlEditors = new Token<ISqlEditors>(
  'jupyterlab-omnisci:ISqlEditors',
  'Opens SQL editors on the handed-over session.'
);

export type CreateNotebookOptions = {
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
    options?: Pick<CreateNotebookOptions, 'leftOf'>
  ): Promise<NotebookPanel | null>;
}

export const IConnectedNotebooks = new Token<IConnectedNotebooks>(
  'jupyterlab-omnisci:IConnectedNotebooks',
  'Creates notebooks that connect to the handed-over session.'
);

/** Something that is asked for: `value` stays from before while it is asked for again. */
export type Loadable<T> = {
  state: 'loading' | 'ready' | 'failed';
  value: T | null;
  /** For the user; empty unless failed. */
  message: string;
};

/**
 * What the database holds, as far as somebody has asked. `load…` asks unless it is known, and
 * never rejects; what came of it, and whether it is out of date, is told by {@link changed}.
 */
export interface ISchema {
  /** Emitted when anything below has changed. */
  readonly changed: ISignal<ISchema, void>;
  /** `null` before anybody asked. */
  readonly schema: Loadable<SchemaReply> | null;
  /** Tables and views of the session's database; empty while not known. */
  readonly tables: readonly SchemaTable[];
  /** Finds a table as the database does: whatever the case of the letters. */
  table(name: string): SchemaTable | null;
  columns(table: string): Loadable<SchemaColumnsReply> | null;
  /** Of another database; empty also where it does not let them be seen. */
  tablesOf(database: string): Loadable<SchemaTable[]> | null;
  /** `null` while not known. */
  rowCount(table: string): number | bigint | null;
  load(): Promise<void>;
  loadColumns(table: string): Promise<void>;
  loadTablesOf(database: string): Promise<void>;
  loadRowCount(table: string): Promise<void>;
  /** Asks for the tables again; all else is asked for again when next loaded. */
  refresh(): Promise<void>;
  refreshTable(table: string): Promise<void>;
}

export const ISchema = new Token<ISchema>(
  'jupyterlab-omnisci:ISchema',
  'The tables and columns of the connected database.'
);

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
  'Keeps the texts of SQL editors that were closed.'
);

/** Which pages of this JupyterLab are open, so that what one left undone can be told. */
export interface IPageLife {
  /** Of this page; another at each reload. */
  readonly id: string;
  /** Answers what tells which pages are known to have ended. Never rejects. */
  ended(): Promise<(page: string) => boolean>;
}

export const IPageLife = new Token<IPageLife>(
  'jupyterlab-omnisci:IPageLife',
  'Tells which pages of this JupyterLab are open.'
);
