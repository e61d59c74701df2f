/** Connections to databases, by the keys that travel with what uses them. */
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { ConnectionKey, StatusReply } from '../../server/protocol';
import type { FailureCode } from '../sidecar/sidecar-error';
import type { ConnectionClient } from '../sidecar/connection-client';

/** What is known of a connection: the sidecar's word, or why there is none. */
export type ConnectionStatus = {
  state: 'connected' | FailureCode;
  /** A whole sentence for the user; empty when connected. */
  message: string;
  /** Under which the log of the Jupyter server tells of it, where it does. */
  requestId?: string;
  /** The sidecar's reply, where it answered. */
  reply: StatusReply | null;
};

/** A connection to one database, as one user: what uses a database is given one, and keeps it. */
export interface IConnection {
  /** The same after a reload; nothing of it is secret. For layouts, drafts and histories. */
  readonly key: ConnectionKey;
  /** For people: `admin @ heavyai` where that is known. */
  readonly name: string;
  /** The calls of the sidecar for this connection. */
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

/** The connections of this JupyterLab. */
export interface IConnections {
  /** The session that the server was handed: what the link and a new editor use. */
  readonly handover: IConnection;
  /** The handed-over one first. */
  readonly items: readonly IConnection[];
  /** Emitted when there is another. */
  readonly changed: ISignal<IConnections, void>;
  /**
   * The connection of a key; without one, the handed-over one. A key that the server does not know
   * has a connection too, whose status says so.
   */
  get(key?: ConnectionKey): IConnection;
}

export const IConnections = new Token<IConnections>(
  'jupyterlab-omnisci:IConnections',
  'The connections to databases: the handed-over session, and others.'
);
