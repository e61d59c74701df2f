/** What signs in without typing, and for which server, database and user. */
import type { Password } from '../secrets/password';
import type { SessionId } from '../session/session-id';

/** Texts that are not known are empty. */
export type CredentialTarget = Readonly<{
  /** ID of the server, as in a connection's key. */
  server: string;
  protocol: string;
  host: string;
  port: string;
  user: string;
  database: string;
}>;

/** A password to connect with, or a session that is there already. */
export type Credential = { password: Password } | { session: SessionId };
