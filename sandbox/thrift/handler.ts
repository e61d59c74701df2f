/**
 * The methods of HeavyDB's Thrift service. Two rules of the generated Processor shape it: every
 * declared method must be there, with as many parameters as the IDL gives it, or the client waits
 * for ever; and only a TDBException reaches the client as such.
 */
import {
  type TArrowTransport,
  TCompletionHint,
  TCompletionHintType,
  type TDeviceType,
  TDataFrame,
  TDBException,
  TDBInfo,
  type TColumnType,
  TQueryResult,
  TQueryType,
  TRole,
  TServerStatus,
  TSessionInfo,
  type TTableDetails,
  type TTableMeta
} from '../../server/thrift/generated/heavydb_types.js';
import { arrowWire } from '../arrow/wire.js';
import { completionHints } from '../completion/hints.js';
import type { Statement } from '../dialect/statement.js';
import type { Database } from '../engine/database.js';
import { limited } from '../engine/query.js';
import type { QueryRunner } from '../engine/query-runner.js';
import { DatabaseError, messages } from '../errors.js';
import type { ISession, SessionStore } from '../sessions.js';
import { isAllowed, type SystemCatalog } from '../system-catalog.js';
import { columnarRowSet, rowWiseRowSet } from './row-set.js';
import { int64 } from './runtime.js';
import { tableDetails, tableMeta } from './tables.js';
import { columnTypes } from './type-info.js';

/** Above the 4.6 that the Python clients demand. */
export const VERSION = '9.0.0-sandbox';
const WIRE = 1;

export type HandlerOptions = {
  runner: QueryRunner;
  sessions: SessionStore;
  systemCatalog: SystemCatalog;
  now?: () => number;
};

export class Handler {
  constructor(private readonly _options: HandlerOptions) {
    this._startedAt = (_options.now ?? Date.now)();
  }

  connect(user: string, passwd: string, dbname: string): Promise<string> {
    return answer(() => this._sessions.connect(user, passwd, dbname).id);
  }

  disconnect(session: string): Promise<void> {
    return answer(() => this._sessions.disconnect(session));
  }

  switch_database(session: string, dbname: string): Promise<void> {
    return answer(() => this._sessions.switchDatabase(session, dbname));
  }

  clone_session(session: string): Promise<string> {
    return answer(() => this._sessions.clone(session).id);
  }

  get_server_status(session: string): Promise<TServerStatus> {
    return this._for(
      session,
      () =>
        new TServerStatus({
          read_only: false,
          version: VERSION,
          rendering_enabled: false,
          start_time: int64(Math.floor(this._startedAt / 1000)),
          edition: 'sandbox',
          host_name: 'localhost',
          poly_rendering_enabled: false,
          role: TRole.SERVER,
          renderer_status_json: '{}',
          host_id: ''
        })
    );
  }

  async get_status(session: string): Promise<TServerStatus[]> {
    return [await this.get_server_status(session)];
  }

  get_tables(session: string): Promise<string[]> {
    return this._for(session, ({ database }) => tableNames(database));
  }

  get_tables_for_database(
    session: string,
    database_name: string
  ): Promise<string[]> {
    return this._for(session, ({ user, database }) => {
      const found = this._options.systemCatalog.findDatabase(database_name);
      if (database_name !== '' && !found) {
        throw new DatabaseError(messages.databaseMissing(database_name));
      }
      // Without a right to it one sees none of its tables, which is no error.
      return found && !isAllowed(user, found)
        ? []
        : tableNames(found?.database ?? database);
    });
  }

  get_tables_meta(session: string): Promise<TTableMeta[]> {
    return this._for(session, ({ database }) =>
      database.catalog.tables.map(tableMeta)
    );
  }

  get_table_details(
    session: string,
    table_name: string
  ): Promise<TTableDetails> {
    return this._for(session, ({ database }) =>
      tableDetails(database.catalog.get(table_name))
    );
  }

  get_version(): Promise<string> {
    return answer(() => VERSION);
  }

  get_session_info(session: string): Promise<TSessionInfo> {
    return this._for(
      session,
      ({ user, database, startedAt }) =>
        new TSessionInfo({
          user: user.name,
          database: database.name,
          start_time: int64(Math.floor(startedAt / 1000)),
          is_super: user.isSuper
        })
    );
  }

  get_databases(session: string): Promise<TDBInfo[]> {
    return this._for(session, ({ user }) =>
      this._options.systemCatalog.databasesOf(user).map(
        ({ database, owner }) =>
          new TDBInfo({
            db_name: database.name,
            db_owner: owner.name,
            immerse_metadata_json: ''
          })
      )
    );
  }

  sql_execute(
    session: string,
    query: string,
    column_format: boolean,
    nonce: string,
    first_n: number,
    at_most_n: number
  ): Promise<TQueryResult> {
    const clock = startClock();
    return this._for(session, found =>
      this._options.runner.run({
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
  }

  /** Its errors are no TDBException: the method of DBHandler has no catch-all (1457-1537). */
  sql_execute_df(
    session: string,
    query: string,
    _device_type: TDeviceType,
    _device_id: number,
    first_n: number,
    transport_method: TArrowTransport
  ): Promise<TDataFrame> {
    const clock = startClock();
    return this._sessions.use(session, async found => {
      if ((transport_method as number) !== WIRE) {
        throw new DatabaseError(
          'The sandbox database has no shared memory: use the WIRE transport.'
        );
      }
      return this._options.runner.run({
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
  }

  /** What WIRE sent holds nothing here. */
  deallocate_df(
    session: string,
    _df: TDataFrame,
    _device_type: TDeviceType,
    _device_id: number
  ): Promise<void> {
    return this._for(session, () => undefined);
  }

  interrupt(query_session: string, interrupt_session: string): Promise<void> {
    return answer(() => {
      this._sessions.find(interrupt_session);
      this._sessions.find(query_session);
      this._options.runner.interrupt(query_session);
    });
  }

  sql_validate(session: string, query: string): Promise<TColumnType[]> {
    return this._for(session, async ({ database }) =>
      columnTypes(await this._options.runner.validate(database, query))
    );
  }

  get_completion_hints(
    session: string,
    sql: string,
    cursor: number
  ): Promise<TCompletionHint[]> {
    return this._for(session, ({ database }) =>
      completionHints({
        sql,
        cursor,
        tables: database.catalog.tables.map(({ name, columns, viewSql }) => ({
          name,
          columns,
          isView: viewSql !== ''
        }))
      }).map(
        ({ kind, hints, replaced }) =>
          new TCompletionHint({
            type: TCompletionHintType[kind],
            hints,
            replaced
          })
      )
    );
  }

  private _for<T>(
    session: string,
    work: (session: ISession) => Promise<T> | T
  ): Promise<T> {
    return answer(() => this._sessions.use(session, work));
  }

  private get _sessions(): SessionStore {
    return this._options.sessions;
  }

  private readonly _startedAt: number;
}

const EMPTY = Buffer.alloc(0);

const tableNames = ({ catalog }: Database): string[] =>
  catalog.tables.map(({ name }) => name);

async function answer<T>(work: () => Promise<T> | T): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DatabaseError) {
      // The stubs' exceptions inherit from Error, which their declarations leave out.
      throw new TDBException({ error_msg: error.message }) as unknown as Error;
    }
    throw error;
  }
}

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
