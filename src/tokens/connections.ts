/** Connections to databases, by the keys that travel with what uses them. */
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type {
  ConnectionData,
  ConnectionKey,
  ConnectionsReply,
  Limits,
  ServerStatus,
  SignOutReply,
  StatusReply
} from '../../server/protocol';
import type { FailureCode } from '../sidecar/sidecar-error';
import type { ConnectionCalls } from '../sidecar/connection-client';

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
  /** ID of the server: the first part of the key. */
  readonly server: string;
  /** The database of the key, else that of the session; `null` before it is known. */
  readonly database: string | null;
  /** For people: `admin @ heavyai` where that is known. */
  readonly name: string;
  /** The server's label; with the database where the key names one: `Warehouse · flights`. */
  readonly label: string;
  /** True where the administrator or the user allows only reading. */
  readonly isReadOnly: boolean;
  /** What the administrator allows; everything, before it is known. */
  readonly limits: Limits;
  /** The calls of the sidecar for this connection. */
  readonly client: ConnectionCalls;
  /** What was last found, or `null` before anybody asked. */
  readonly status: ConnectionStatus | null;
  readonly statusChanged: ISignal<IConnection, ConnectionStatus>;
  /** Asks the sidecar, which reads session and environment afresh. Never rejects. */
  refresh(): Promise<ConnectionStatus>;
  /** What is known, or what is being asked for, or else a first {@link refresh}. */
  ready(): Promise<ConnectionStatus>;
}

/** With which user to which database. The password is sent once, and kept nowhere. */
export type Credentials = {
  username: string;
  /** Empty for the server's own. */
  database: string;
  /** Without it the Jupyter server looks into its password file, or asks its credential command. */
  password?: string;
};

/** A server that the user adds. */
export type NewServer = ConnectionData & { label: string };

/** What a user may do, as the administrator has it; `message` is what is wrong with the list. */
export type ConnectionPolicy = Pick<
  ConnectionsReply,
  'allow' | 'signIn' | 'message'
>;

/** The connections of this JupyterLab, and the servers that they are made to. */
export interface IConnections {
  /** The session that the server was handed: what the link uses. */
  readonly handover: IConnection;
  /**
   * What a new editor or notebook takes where nothing else is said: the user's choice, else the
   * server's. The handed-over one until {@link ready}.
   */
  readonly default: IConnection;
  /** The handed-over one first. */
  readonly items: readonly IConnection[];
  /**
   * The handed-over one first, then those of the administrator, then the user's own. Only the
   * user's own before the Jupyter server has answered.
   */
  readonly servers: readonly ServerStatus[];
  /** `null` before the Jupyter server has answered. */
  readonly policy: ConnectionPolicy | null;
  /** The names of environment variables for cells of notebooks; an empty one for the server's. */
  readonly environment: ConnectionData;
  /** Emitted when connections, servers, default or policy differ. */
  readonly changed: ISignal<IConnections, void>;
  /**
   * The connection of a key; without one, the handed-over one. A key that the server does not know
   * has a connection too, whose status says so.
   */
  get(key?: ConnectionKey): IConnection;
  /** Settings and servers are known, or cannot be. Asks at the first call. Never rejects. */
  ready(): Promise<void>;
  /** Asks which servers there are, anew. Never rejects. */
  refresh(): Promise<void>;
  /** Rejects where the settings cannot be saved. */
  setDefault(key: ConnectionKey): Promise<void>;
  /** Rejects where the settings cannot be saved. */
  setEnvironment(names: ConnectionData): Promise<void>;
  /** The user's own switch for all connections of a server. Rejects where it cannot be saved. */
  setReadOnly(server: string, isReadOnly: boolean): Promise<void>;
  /** Whether the user's own switch is on; the administrator's is in {@link servers}. */
  isReadOnly(server: string): boolean;
  /**
   * Signs in, and remembers all but the password. Answers the connection of the server's own
   * database. Rejects with a `SidecarError`, whose message the database may have written.
   *
   * @param server - ID of one of {@link servers}, or a new one.
   */
  signIn(
    server: string | NewServer,
    credentials: Credentials
  ): Promise<IConnection>;
  /** Ends the session if it is ours. Rejects with a `SidecarError`. */
  signOut(server: string): Promise<SignOutReply>;
  /** Signs out of a server of the user's own, and takes it off the list. Rejects where that fails. */
  removeServer(server: string): Promise<void>;
}

export const IConnections = new Token<IConnections>(
  'jupyterlab-omnisci:IConnections',
  'The connections to databases: the handed-over session, and others.'
);
