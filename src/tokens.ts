/** The tokens through which the features of this extension meet, each with its interface. */
import type { MainAreaWidget } from '@jupyterlab/apputils';
import type { NotebookPanel } from '@jupyterlab/notebook';
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { ConnectionStatus } from './connection/status';
import type { SidecarClient } from './sidecar/client';

/** The one connection of this JupyterLab: the session that the server was handed. */
export interface IConnection {
  /** The calls of the sidecar. */
  readonly client: Pick<SidecarClient, 'status' | 'query'>;
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
};

/** Opens SQL editors. */
export interface ISqlEditors {
  /** Loads what an editor and its rows need, for who knows that one will be opened soon. */
  preload(): void;
  open(options?: OpenSqlEditorOptions): Promise<MainAreaWidget>;
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
};

/** Creates notebooks whose first cell connects to the handed-over session. */
export interface IConnectedNotebooks {
  create(options?: CreateNotebookOptions): Promise<NotebookPanel>;
}

export const IConnectedNotebooks = new Token<IConnectedNotebooks>(
  'jupyterlab-omnisci:IConnectedNotebooks',
  'Creates notebooks that connect to the handed-over session.'
);
