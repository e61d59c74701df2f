/** The SQL editors, and what they run and show. */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { CodeEditor } from '@jupyterlab/codeeditor';
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { Widget } from '@lumino/widgets';
import type { ConnectionKey, QuerySummary } from '../../server/protocol';
import type { ResultTable } from '../table/result-table';
import type { CellRange, ShownRows } from '../table/shown-rows';
import type { IConnection } from './connections';

export type OpenSqlEditorOptions = {
  /** Whose database it asks; the handed-over one by default. */
  connection?: IConnection;
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
  /** Of its connection; absent in what was kept when there was one only. */
  connection?: ConnectionKey;
  title: string;
  sql: string;
  /** The most rows of a run; `null` for all. */
  rowLimit: number | null;
};

/** The rows of one statement, as a SQL editor shows them: what commands on results work on. */
export interface ISqlResult {
  /** Where it was run. */
  readonly connection: IConnection;
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
  /** Whose database its next statements are sent to; each result keeps its own. */
  readonly connection: IConnection;
  /** Emitted when {@link connection} is another one. */
  readonly connectionChanged: ISignal<ISqlEditor, void>;
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
  /**
   * Sends the statements to come to another database; the results that are shown go on where they
   * were run. Where a Run is under way, its user is asked. Answers whether the editor has moved.
   * Never rejects.
   */
  setConnection(connection: IConnection): Promise<boolean>;
  /** Writes into the text in place of the selection, as one step of undo, and takes the focus. */
  insert(text: string): void;
  /** Runs a statement that is not in the text, and shows its result beside the others. */
  runStatement(sql: string): Promise<void>;
}

/** One statement; emitted when it begins. */
export type StartedStatement = {
  /** Another at each time that it is run. */
  id: string;
  /** Of the connection; absent in what was kept when there was one only. */
  connection?: ConnectionKey;
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
  /** All that are open. */
  readonly items: readonly ISqlEditor[];
  /** The editor that was used last, or `null` where none is open. */
  readonly current: ISqlEditor | null;
  /** The editor that a widget of the main area is, once it is there; else `null`. */
  of(widget: Widget): ISqlEditor | null;
  /**
   * Emitted when another editor is current, and when the current one shows another result or is on
   * another connection.
   */
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
  'Opens SQL editors, each on a connection, and tells what they run and show.'
);
