/** Translates Vega-Lite to HeavyDB's Vega, with the questions about domains on the connection. */
import type { Admission } from '../admission/admission';
import type { Connection } from '../connections/connection';
import { withClone } from '../connections/with-clone';
import type { DatabaseClient } from '../database/database-client';
import type { Statements } from '../database/statements';
import { ApiError } from '../errors/api-error';
import type { VegaLiteReply, VegaLiteRequest } from '../protocol';
import { interruptible } from '../renders/interruptible';
import { rowsOf } from './cells';
import type { Ask } from './sql/ask';

const MAX_TEXT = 4 * 1024 * 1024;
/** More categories than any scale has. */
const MAX_ROWS = 2000;

export type VegaLiteOptions = {
  database: Pick<DatabaseClient, 'interrupt'>;
  statements: Pick<Statements, 'executeColumns'>;
  /** Shared with the queries: the questions are queries. */
  admission: Admission;
};

export class VegaLite {
  constructor(private readonly options: VegaLiteOptions) {}

  /**
   * @param signal - aborted when the caller has gone; the database is then interrupted.
   * @throws ApiError `vega_invalid` for what the database does not draw, or as a query does.
   */
  async translate(
    connection: Connection,
    { vegaLite }: VegaLiteRequest,
    signal: AbortSignal
  ): Promise<VegaLiteReply> {
    if (vegaLite.length > MAX_TEXT) {
      throw new ApiError(
        'request_too_large',
        `The spec is longer than the limit of ${MAX_TEXT / 1024 ** 2} MiB.`
      );
    }
    const { dialectText } = await import('./dialect-text');
    const result = await dialectText(vegaLite, this.asker(connection, signal));
    if ('vega' in result) {
      return result;
    }
    const { fault, path } = result;
    throw new ApiError(
      'vega_invalid',
      // Names the place like the database does, so that an editor finds it.
      path
        ? `The spec is not valid (${path}): ${fault}`
        : `The spec is not valid: ${fault}`
    );
  }

  private asker(connection: Connection, signal: AbortSignal): Ask {
    const { database, statements, admission } = this.options;
    return async sql =>
      await admission.take(
        () =>
          withClone(connection, async clone => {
            const { columns } = await interruptible(
              { database, clone, signal },
              caller =>
                statements.executeColumns({ sql, rowLimit: MAX_ROWS }, caller)
            );
            return rowsOf(columns);
          }),
        signal
      );
  }
}
