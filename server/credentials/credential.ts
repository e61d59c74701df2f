/** A credential for signing in without typing, and the server, database and user that it is for. */
import type { Password } from '../secrets/password';
import type { SessionId } from '../session/session-id';

/** Unknown parts are empty. */
export type CredentialTarget = Readonly<{
  /** ID of the server, as in a connection's key. */
  server: string;
  protocol: string;
  host: string;
  port: string;
  user: string;
  database: string;
}>;

/** A password, or a session that already exists. */
export type Credential = { password: Password } | { session: SessionId };
