/** Tells if the user can sign in to any server with a password. Pure. */
import type { ServerStatus } from '../../server/protocol';
import type { ConnectionPolicy } from '../tokens';

export const maySignIn = ({
  policy,
  servers
}: {
  policy: ConnectionPolicy | null;
  servers: readonly Pick<ServerStatus, 'auth'>[];
}): boolean =>
  policy?.signIn === true &&
  (policy.allow === 'any' || servers.some(({ auth }) => auth === 'password'));
