/** What a connection is called, once it is known. Pure. */
import type { StatusReply } from '../../server/protocol';

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
