/** Methods that execute, check and interrupt statements. */
import {
  type TArrowTransport,
  type TColumnType,
  TDataFrame,
  type TDeviceType,
  TQueryResult,
  TQueryType
} from '../../../server/thrift/generated/heavydb_types.js';
import { arrowWire } from '../../arrow/wire.js';
import type { Statement } from '../../dialect/statement.js';
import { limited } from '../../engine/query.js';
import { DatabaseError, messages } from '../../errors.js';
import { columnarRowSet, rowWiseRowSet } from '../row-set.js';
import { int64 } from '../runtime.js';
import { columnTypes } from '../type-info.js';
import { answer, answerIn, type Services } from './services.js';

const WIRE = 1;
const EMPTY = Buffer.alloc(0);

export const queryMethods = (services: Services) => ({
  sql_execute: (
    session: string,
    query: string,
    column_format: boolean,
    nonce: string,
    first_n: number,
    at_most_n: number
  ): Promise<TQueryResult> => {
    const clock = startClock();
    return answerIn(services, session, found =>
      services.runner.run({
        session: found,
        sql: query,
        consume: async ({ kind, columns, batches }) => {
          const executed = clock();
          const rows = limited(batches, {
            firstN: first_n ?? -1,
            atMostN: at_most_n ?? -1
          });
          const rowSet = await (column_format
            ? columnarRowSet(columns, rows)
            : rowWiseRowSet(columns, rows));
          return new TQueryResult({
            row_set: rowSet,
            execution_time_ms: int64(executed),
            total_time_ms: int64(clock()),
            nonce: nonce ?? '',
            debug: '',
            success: true,
            query_type: TQueryType[kind]
          });
        }
      })
    );
  },

  /** Its errors are not TDBExceptions: the method of DBHandler has no catch-all (1457-1537). */
  sql_execute_df: (
    session: string,
    query: string,
    _device_type: TDeviceType,
    _device_id: number,
    first_n: number,
    transport_method: TArrowTransport
  ): Promise<TDataFrame> => {
    const clock = startClock();
    return services.sessions.use(session, async found => {
      if ((transport_method as number) !== WIRE) {
        throw new DatabaseError(
          'The sandbox database has no shared memory. Use the WIRE transport.'
        );
      }
      return services.runner.run({
        session: found,
        sql: query,
        check: refuseAllButReads,
        consume: async ({ columns, batches }) => {
          const executed = clock();
          const rows = limited(batches, { firstN: first_n ?? -1, atMostN: -1 });
          const bytes = await arrowWire(columns, rows);
          const buffer = Buffer.from(
            bytes.buffer,
            bytes.byteOffset,
            bytes.byteLength
          );
          return new TDataFrame({
            sm_handle: EMPTY,
            sm_size: int64(0),
            df_handle: EMPTY,
            df_size: int64(buffer.length),
            execution_time_ms: int64(executed),
            arrow_conversion_time_ms: int64(clock() - executed),
            df_buffer: buffer
          });
        }
      });
    });
  },

  /** There is nothing to free: WIRE uses no shared memory. */
  deallocate_df: (
    session: string,
    _df: TDataFrame,
    _device_type: TDeviceType,
    _device_id: number
  ): Promise<void> => answerIn(services, session, () => undefined),

  interrupt: (
    query_session: string,
    interrupt_session: string
  ): Promise<void> =>
    answer(() => {
      services.sessions.find(interrupt_session);
      services.sessions.find(query_session);
      services.runner.interrupt(query_session);
      services.renderer?.interrupt(query_session);
    }),

  sql_validate: (session: string, query: string): Promise<TColumnType[]> =>
    answerIn(services, session, async found =>
      columnTypes(await services.runner.validate(found, query))
    )
});

function startClock(): () => number {
  const start = performance.now();
  return () => Math.round(performance.now() - start);
}

function refuseAllButReads({ kind }: Statement): void {
  if (kind === 'explain') {
    throw new DatabaseError(messages.explainArrow);
  }
  if (kind !== 'select') {
    throw new DatabaseError(messages.notRead);
  }
}
