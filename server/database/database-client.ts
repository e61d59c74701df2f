/**
 * The database in our terms: typed calls in, values or ApiErrors out, no session ID in either.
 * Chooses Thrift's protocol for HTTP targets. Knows nothing of clones, queries' fallbacks or rows.
 */
import { ApiError } from '../http/api-error';
import type { Target } from '../session/connection';
import { scrub, type SessionId } from '../session/session-id';
import type {
  Calls,
  FrameAnswer,
  Method,
  QueryAnswer,
  TableDetails,
  TableMeta,
  Wire
} from './calls';
import { badAnswer } from './network-fault';
import { DatabaseRefusal } from './database-refusal';
import type { ITransport } from './transport';

/** For what a database answers from memory. */
const SHORT_MS = 10_000;
/** Against a JSON server that waits for more of what it cannot read. */
const PROBE_MS = 3000;
/** For what takes the longer the more tables and views there are. */
const CATALOG_MS = 60_000;
/** As HeavyDB's own web server: an hour. */
const QUERY_MS = 60 * 60 * 1000;
const CPU = 0;
const WIRE = 1;

const CONTENT_TYPES: Readonly<Record<Wire, string>> = {
  binary: 'application/vnd.apache.thrift.binary',
  json: 'application/vnd.apache.thrift.json'
};

export type Seat = { target: Target; id: SessionId; signal?: AbortSignal };
export type Statement = Seat & { sql: string; firstN: number };

type CallOptions = {
  target: Target;
  timeLimitMs: number;
  /** False for what must not run twice. */
  repeatable?: boolean;
  id?: SessionId;
  signal?: AbortSignal;
};

export class DatabaseClient {
  private readonly wires = new Map<string, Promise<Wire>>();
  private sequence = 0;

  constructor(private readonly transport: ITransport) {}

  version({ target }: { target: Target }): Promise<string> {
    return this.call('get_version', [], { target, timeLimitMs: SHORT_MS });
  }

  async sessionInfo(seat: Seat): Promise<{ user: string; database: string }> {
    const { user, database } = await this.call(
      'get_session_info',
      [seat.id.reveal()],
      { ...seat, timeLimitMs: SHORT_MS }
    );
    return { user, database };
  }

  cloneSession(seat: Seat): Promise<string> {
    return this.call('clone_session', [seat.id.reveal()], {
      ...seat,
      timeLimitMs: SHORT_MS
    });
  }

  disconnect(seat: Seat, timeLimitMs = SHORT_MS): Promise<void> {
    return this.call('disconnect', [seat.id.reveal()], {
      ...seat,
      timeLimitMs
    });
  }

  /** One row set of Arrow, for statements that only read. */
  executeArrow(statement: Statement): Promise<FrameAnswer> {
    const { id, sql, firstN } = statement;
    return this.call(
      'sql_execute_df',
      [id.reveal(), sql, CPU, 0, firstN, WIRE],
      { ...statement, timeLimitMs: QUERY_MS }
    );
  }

  /** Columns of Thrift, for every statement. */
  executeColumns(statement: Statement): Promise<QueryAnswer> {
    const { id, sql, firstN } = statement;
    return this.call('sql_execute', [id.reveal(), sql, true, '', firstN, -1], {
      ...statement,
      timeLimitMs: QUERY_MS,
      repeatable: false
    });
  }

  /** Frees what a server before WIRE left in shared memory. */
  deallocate(seat: Seat, frame: FrameAnswer): Promise<void> {
    const { sm_handle, df_handle } = frame;
    const handles = {
      sm_handle,
      df_handle,
      sm_size: Number(frame.sm_size ?? 0),
      df_size: Number(frame.df_size ?? 0)
    };
    return this.call('deallocate_df', [seat.id.reveal(), handles, CPU, 0], {
      ...seat,
      timeLimitMs: SHORT_MS
    });
  }

  /** Names of tables and views. */
  tables(seat: Seat): Promise<string[]> {
    return this.call('get_tables', [seat.id.reveal()], {
      ...seat,
      timeLimitMs: CATALOG_MS
    });
  }

  /** Names of tables and views; not before 5.10. */
  tablesOf(seat: Seat, database: string): Promise<string[]> {
    return this.call('get_tables_for_database', [seat.id.reveal(), database], {
      ...seat,
      timeLimitMs: CATALOG_MS
    });
  }

  /** Leaves out views that are broken. */
  tablesMeta(seat: Seat): Promise<TableMeta[]> {
    return this.call('get_tables_meta', [seat.id.reveal()], {
      ...seat,
      timeLimitMs: CATALOG_MS
    });
  }

  tableDetails(seat: Seat, table: string): Promise<TableDetails> {
    return this.call('get_table_details', [seat.id.reveal(), table], {
      ...seat,
      timeLimitMs: CATALOG_MS
    });
  }

  async databases(seat: Seat): Promise<string[]> {
    const databases = await this.call('get_databases', [seat.id.reveal()], {
      ...seat,
      timeLimitMs: SHORT_MS
    });
    return databases.map(({ db_name }) => db_name);
  }

  dispose(): void {
    this.transport.dispose();
  }

  private async call<M extends Method>(
    method: M,
    args: Calls[M]['args'],
    options: CallOptions
  ): Promise<Calls[M]['reply']> {
    const { target, id } = options;
    const wire = await this.wireOf(target);
    try {
      return await this.callOver(wire, method, args, options);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'bad_upstream_answer') {
        // Perhaps another server listens there now.
        this.wires.delete(keyOf(target));
      }
      const { Refusal } = await import('./thrift-codec');
      if (error instanceof Refusal) {
        throw new DatabaseRefusal({
          text: scrub(error.text, id ?? null),
          isApplicationException: error.isApplicationException,
          isUnknownMethod: error.isUnknownMethod
        });
      }
      throw error;
    }
  }

  private async callOver<M extends Method>(
    wire: Wire,
    method: M,
    args: Calls[M]['args'],
    options: CallOptions
  ): Promise<Calls[M]['reply']> {
    const { target, timeLimitMs, repeatable = true, signal } = options;
    const { encodeCall, Refusal } = await import('./thrift-codec');
    const sequence = (this.sequence = (this.sequence % 0x7fffffff) + 1);
    const { bytes, decode } = encodeCall(wire, method, args, sequence);
    const answer = await this.transport.exchange({
      target,
      contentType: CONTENT_TYPES[wire],
      call: bytes,
      timeLimitMs,
      repeatable,
      signal
    });
    try {
      return decode(answer) as Calls[M]['reply'];
    } catch (error) {
      throw error instanceof Refusal
        ? error
        : badAnswer(
            target,
            'its answer is not Thrift, or not to this call',
            error
          );
    }
  }

  private async wireOf(target: Target): Promise<Wire> {
    const { protocol, port } = target;
    if (protocol === 'binary' || port === 6276) {
      return 'binary';
    }
    if (port === 6278) {
      return 'json';
    }
    const key = keyOf(target);
    let wire = this.wires.get(key);
    if (!wire) {
      wire = this.probe(target);
      this.wires.set(key, wire);
      wire.catch(() => this.wires.delete(key));
    }
    return await wire;
  }

  /** Binary where the server can: its decoding costs a fraction of JSON's. */
  private async probe(target: Target): Promise<Wire> {
    const ask = async (wire: Wire, timeLimitMs: number): Promise<Wire> => {
      try {
        await this.callOver(wire, 'get_version', [], { target, timeLimitMs });
      } catch (error) {
        const { Refusal } = await import('./thrift-codec');
        if (!(error instanceof Refusal)) {
          throw error;
        }
      }
      return wire;
    };
    try {
      return await ask('binary', PROBE_MS);
    } catch (error) {
      if (error instanceof ApiError && error.code === 'database_unreachable') {
        throw error;
      }
      return await ask('json', SHORT_MS);
    }
  }
}

const keyOf = ({ protocol, host, port }: Target): string =>
  `${protocol} ${host} ${port}`;
