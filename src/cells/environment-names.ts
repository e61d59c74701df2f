/** The names of the environment variables that a cell reads. Pure. */
import type { ConnectionData, StatusReply } from '../../server/protocol';

/** @param names - the user's own; an empty one leaves that of the server. */
export const withEnvironment = (
  status: StatusReply | null,
  { protocol, host, port }: ConnectionData
): StatusReply | null =>
  status && {
    ...status,
    environment: {
      protocol: protocol || status.environment.protocol,
      host: host || status.environment.host,
      port: port || status.environment.port
    }
  };
