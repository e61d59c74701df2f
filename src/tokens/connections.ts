/** Connections to databases. Everything that uses a database keeps the key of its connection. */
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type {
  CheckReply,
  ConnectionData,
  ConnectionKey,
  ConnectionsReply,
  Limits,
  ServerStatus,
  SignOutReply,
  StatusReply
} from '../../server/protocol';
import type { SidecarErrorCode } from '../sidecar/sidecar-error';
import type { ConnectionCalls } from '../sidecar/connection-client';

/** The status of a connection: the sidecar's reply, or an error. */
export type ConnectionStatus = {
  state: 'connected' | SidecarErrorCode;
  /** A whole sentence for the user; empty when connected. */
  message: string;
  /** Its ID in the log of the Jupyter server, if the log has an entry. */
  requestId?: string;
  /** The sidecar's reply; `null` if there was none. */
  reply: StatusReply | null;
};

/** A connection to one database as one user. */
export interface IConnection {
  /** Stable across reloads, and not secret. For layouts, drafts and histories. */
  readonly key: ConnectionKey;
  /** ID of the server: the first part of the key. */
  readonly server: string;
  /** The database of the key, or else of the session; `null` while unknown. */
  readonly database: string | null;
  /** For display: `admin @ heavyai`, if known. */
  readonly name: string;
  /** The server's label, and the database if the key names one: `Warehouse · flights`. */
  readonly label: string;
  /** True if the administrator or the user allows only reading. */
  readonly isReadOnly: boolean;
  /** What the administrator allows; everything, before it is known. */
  readonly limits: Limits;
  /** The calls of the sidecar for this connection. */
  readonly client: ConnectionCalls;
  /** The last known status; `null` before the first request. */
  readonly status: ConnectionStatus | null;
  readonly statusChanged: ISignal<IConnection, ConnectionStatus>;
  /** Requests the status; the sidecar reads session and environment again. Never rejects. */
  refresh(): Promise<ConnectionStatus>;
  /** The known status, or the reply of the current or a first {@link refresh}. */
  ready(): Promise<ConnectionStatus>;
}

/** User, database and password. The password is sent once and never stored. */
export type Credentials = {
  username: string;
  /** Empty for the server's default database. */
  database: string;
  /** Without it, the Jupyter server uses its password file or its credential command. */
  password?: string;
};

/** A server that the user adds. */
export type NewServer = ConnectionData & { label: string };

/** What the administrator allows; `message` is the error in the list of servers. */
export type ConnectionPolicy = Pick<
  ConnectionsReply,
  'allow' | 'signIn' | 'message'
>;

/** The connections of this JupyterLab, and their servers. */
export interface IConnections {
  /** The connection of the handed-over session, which the link uses. */
  readonly handover: IConnection;
  /**
   * The connection of a new editor or notebook: the user's choice, or else the server's. The
   * handed-over one until {@link ready}.
   */
  readonly default: IConnection;
  /** The handed-over one first. */
  readonly items: readonly IConnection[];
  /**
   * The handed-over server, then the administrator's, then the user's own. Only the user's own
   * before the Jupyter server has answered.
   */
  readonly servers: readonly ServerStatus[];
  /** `null` before the Jupyter server has answered. */
  readonly policy: ConnectionPolicy | null;
  /** Names of environment variables for notebook cells; an empty name for the server's. */
  readonly environment: ConnectionData;
  /** Emitted when connections, servers, default or policy change. */
  readonly changed: ISignal<IConnections, void>;
  /**
   * The connection of a key; by default, the handed-over one. An unknown key has a connection too,
   * whose status is an error.
   */
  get(key?: ConnectionKey): IConnection;
  /** Resolves when settings and servers are known, or cannot be read. Never rejects. */
  ready(): Promise<void>;
  /** Requests the list of servers again. Never rejects. */
  refresh(): Promise<void>;
  /** Has the Jupyter server check settings, session and database. Rejects with a `SidecarError`. */
  check(): Promise<CheckReply>;
  /** Rejects if the settings cannot be saved. */
  setDefault(key: ConnectionKey): Promise<void>;
  /** Rejects if the settings cannot be saved. */
  setEnvironment(names: ConnectionData): Promise<void>;
  /** Sets the user's read-only switch of a server. Rejects if it cannot be saved. */
  setReadOnly(server: string, isReadOnly: boolean): Promise<void>;
  /** The user's read-only switch of a server; the administrator's is in {@link servers}. */
  isReadOnly(server: string): boolean;
  /**
   * Signs in, and saves all but the password. Resolves to the connection of the default database.
   * Rejects with a `SidecarError`; its message may be the database's.
   *
   * @param server - ID of one of {@link servers}, or a new one.
   */
  signIn(
    server: string | NewServer,
    credentials: Credentials
  ): Promise<IConnection>;
  /** Ends the session if this extension made it. Rejects with a `SidecarError`. */
  signOut(server: string): Promise<SignOutReply>;
  /** Signs out of a user's own server, and removes it. Rejects if that fails. */
  removeServer(server: string): Promise<void>;
}

export const IConnections = new Token<IConnections>(
  'jupyterlab-omnisci:IConnections',
  'The connections to databases: the handed-over session, and others.'
);
