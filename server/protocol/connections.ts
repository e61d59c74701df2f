/** Which servers there are, and signing in to them. Types only. */
import type { ErrorCode } from './errors';
import type { ConnectionData } from './session';

/**
 * Names a connection in a path and in what the browser stores: `SERVER`, or `SERVER;DATABASE` for
 * another database than that of the server's session. It stays the same across reloads and
 * restarts, and contains no secret. `handover` is the server of the session that was handed over.
 */
export type ConnectionKey = string;

/** `GET /connections`: the available servers. Makes no call to a database. */
export type ConnectionsReply = {
  /** Which servers the administrator allows: `any` includes those that the user names. */
  allow: 'handover' | 'listed' | 'any';
  /** False if the administrator does not allow typed passwords. */
  signIn: boolean;
  /** The connection of a new editor, if the user has chosen no other. */
  default: ConnectionKey;
  /** First the handed-over server, if there is one; then the administrator's; then the user's. */
  servers: ServerStatus[];
  /** What is wrong with the administrator's list. `servers` has what could be read of it. */
  message?: string;
};

/** A server, and whether there is a session with it. */
export type ServerStatus = {
  /** The first part of the keys of its connections. */
  id: string;
  label: string;
  origin: 'handover' | 'admin' | 'user';
  /** Empty if it is not known. */
  connection: ConnectionData;
  /** Of the session, or else what to sign in with; may be empty. */
  username: string;
  database: string;
  /** Databases to choose from before there is a session; may be empty. */
  databases: string[];
  /**
   * How a session is opened. `password`: a user types it. `automatic`: the sidecar finds the
   * password. `single-sign-on`: on another page, so nothing can be typed here.
   */
  auth: 'handover' | 'password' | 'automatic' | 'single-sign-on';
  /** `connected`: there is a session. Only `/status` asks the database whether it is still valid. */
  state: 'connected' | ErrorCode;
  message?: string;
  /** The administrator allows only statements that read. */
  readOnly: boolean;
};

/** `POST /connections/sign-in`, at most 4 KiB. */
export type SignInRequest = {
  /** The ID of a listed server; or a server that the user names, with an ID that is not listed. */
  server: string | ({ id: string; label: string } & ConnectionData);
  username: string;
  /** Empty for the default database of the server. */
  database: string;
  /** Absent: the sidecar finds it, or answers `sign_in_needed`. */
  password?: string;
};

/** `POST /connections/sign-out`. */
export type SignOutReply = {
  /** False if there was no session of ours: a handed-over session stays valid. */
  ended: boolean;
};
