/** The database of a statement. Types only. */
import type { SidecarError } from '../../sidecar/sidecar-error';
import type { SqlStatement } from '../../sql/statement';
import type { IConnection } from '../../tokens';

export type Clock = {
  /** Milliseconds of a monotonic clock. */
  now: () => number;
  /** Milliseconds since 1970. */
  today: () => number;
};

export type Database = {
  connection: IConnection;
  /** Why a statement must not be sent; `null` if it may. */
  notSentError: (statement: SqlStatement) => SidecarError | null;
  clock: Clock;
};
