/** Which servers the admin allows; pure. */
import { ApiError } from '../errors/api-error';
import type { ConnectionsReply } from '../protocol';
import { nameOf, type Target } from '../transport/target';

export type Allow = ConnectionsReply['allow'];

/**
 * The meaning of `auto`: any server, as in 2020, on a laptop where nobody hands a session over;
 * otherwise the servers that the admin lists.
 */
export function resolveAllow(
  allow: Allow | 'auto',
  options: { hasHandover: boolean; env: NodeJS.ProcessEnv }
): Allow {
  if (allow !== 'auto') {
    return allow;
  }
  const isOnHub = Object.keys(options.env).some(name =>
    name.startsWith('JUPYTERHUB_')
  );
  return options.hasHandover || isOnHub ? 'listed' : 'any';
}

/**
 * Checks a server that the user adds.
 *
 * @param patterns - `host:port`, where `*` matches any text without a colon; an empty list
 * allows all.
 * @throws ApiError `connection_forbidden` - if it is not allowed.
 */
export function requireAllowed(
  target: Target,
  { allow, patterns }: { allow: Allow; patterns: readonly string[] }
): void {
  if (allow !== 'any') {
    throw new ApiError(
      'connection_forbidden',
      'This Jupyter server lets you connect only to the servers in its list (OmniSciConnections.allow).'
    );
  }
  const name = nameOf(target);
  if (patterns.length > 0 && !patterns.some(text => matches(text, name))) {
    throw new ApiError(
      'connection_forbidden',
      `This Jupyter server does not let you connect to ${name} (OmniSciConnections.allowed_targets).`
    );
  }
}

function matches(pattern: string, name: string): boolean {
  const source = pattern
    .trim()
    .split('*')
    .map(part => part.replace(/[\\^$.+?()[\]{}|/]/g, '\\$&'))
    .join('[^:]*');
  return new RegExp(`^${source}$`, 'i').test(name);
}
