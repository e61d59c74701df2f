/** What the front end knows of the connection: the sidecar's word, or why there is none. */
import type { ConnectionStatus } from '../tokens';
import type { StatusReply } from '../../server/protocol';
import { withLineFeeds } from '../sql/line-ends';

/** The handed-over query, as an editor shows it; empty where there is none. */
export const handedQuery = (status: ConnectionStatus | null): string =>
  withLineFeeds(status?.reply?.query ?? '');

/** Who is connected to which database, in few words: `admin @ heavyai`. */
export function connectionName(reply: StatusReply): string {
  const { host, port } = reply.connection;
  const who = [reply.user, reply.database].filter(Boolean).join(' @ ');
  return who || `${host}:${port}`;
}

/** The same, and where: `admin @ heavyai · localhost:6278`. */
export function describeConnection(reply: StatusReply): string {
  const { host, port } = reply.connection;
  return [...new Set([connectionName(reply), `${host}:${port}`])].join(' · ');
}
