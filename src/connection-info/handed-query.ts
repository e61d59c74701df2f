/** The query that came with the session. Pure. */
import { withLineFeeds } from '../sql/line-ends';
import type { ConnectionStatus } from '../tokens';

/** As an editor shows it; empty where there is none. */
export const handedQuery = (status: ConnectionStatus | null): string =>
  withLineFeeds(status?.reply?.query ?? '');
