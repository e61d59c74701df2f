/**
 * The database in our terms: typed calls in, values or ApiErrors out, no session ID in either.
 * Knows nothing of clones, queries' fallbacks or rows.
 */
import { ApiError } from '../http/api-error';
import type { Target } from '../session/connection';
import { scrub, type SessionId } from '../session/session-id';
import { readBinaryColumns } from './binary-columns';
import { readBinaryFrame } from './binary-frame';
import type {
  Calls,
  ColumnsAnswer,
  FrameAnswer,
  Method,
  QueryAnswer,
  TableDetails,
  TableMeta,
  Wire
} from './calls';
import type { IBudget } from './columns';
import type { TimeLimits } from './deadlines';
import { DatabaseRefusal } from './database-refusal';
import { FrameStream, NOT_THRIFT } from './frame-stream';
import { columnsFromJson, wholeJson } from './json-columns';
import { readJsonFrame } from './json-frame';
import { badAnswer } from './network-fault';
import { isRefusal } from './refusal';
import type { Exchange, ITransport } from './transport';
import { Wires } from './wires';

const MIB = 1024 * 1024;
/** Of what a database answers from memory. */
const SHORT_BYTES = MIB;
/** Of what is the longer the more tables and views there are; it takes more time, too. */
const CATALOG_BYTES = 64 * MIB;
const CATALOG_TIMES = 6;
/** Of all in an answer but its rows. */
const ENVELOPE_BYTES = 16 * MIB;
const CPU = 0;
const WIRE = 1;

const CONTENT_TYPES: Readonly<Record<Wire, string>> = {
  binary: 'application/vnd.apache.thrift.binary',
  json: 'application/vnd.apache.thrift.json'
};

export type Seat = { target: Target; id: SessionId; signal?: AbortSignal };
/** `firstN` is -1 for all rows. */
export type Statement = Seat & {
  sql: string;
  firstN: number;
  /** The most bytes that its rows may have. */
  maxBytes: number;
};

type CallOptions = {
  target: Target;
  timeLimitMs: number;
  mostBytes?: number;
  /** False for what must not run twice. */
  repeatable?: boolean;
  id?: SessionId;
  signal?: AbortSignal;
};

export type DatabaseClientOptions = {
  transport: ITransport;
  limits: TimeLimits;
};

export class DatabaseClient {
  private readonly wires: Wires;
  private readonly transport: ITransport;
  private readonly limits: TimeLimits;
  private sequence = 0;

  constructor({ transport, limits }: DatabaseClientOptions) {
    this.transport = transport;
    this.limits = limits;
    this.wires = new Wires({
      answerMs: limits.answerMs,
      probe: ({ wire, ...options }) =>
        this.callOver(wire, 'get_version', [], options)
    });
  }

  version({ target }: { target: Target }): Promise<string> {
    return this.call('get_version', [], {
      target,
      timeLimitMs: this.limits.answerMs
    });
  }

  async sessionInfo(seat: Seat): Promise<{ user: string; database: string }> {
    const { user, database } = await this.call(
      'get_session_info',
      [seat.id.reveal()],
      { ...seat, timeLimitMs: this.limits.answerMs }
    );
    return { user, database };
  }

  cloneSession(seat: Seat): Promise<string> {
    return this.call('clone_session', [seat.id.reveal()], {
      ...seat,
      timeLimitMs: this.limits.answerMs
    });
  }

  disconnect(seat: Seat, timeLimitMs = this.limits.answerMs): Promise<void> {
    return this.call('disconnect', [seat.id.reveal()], {
      ...seat,
      timeLimitMs
    });
  }

  /** Stops what runs on `id`, which must be a session of our own. */
  interrupt(seat: Seat, timeLimitMs: number): Promise<void> {
    // DBHandler::interrupt: whose queries to stop, and who asks. The second must be logged in.
    const id = seat.id.reveal();
    return this.call('interrupt', [id, id], { ...seat, timeLimitMs });
  }

  /** Rows of Arrow as they come, for statements that only read; the caller closes the stream. */
  executeArrow(statement: Statement): Promise<FrameStream> {
    const { target, id, sql, firstN, maxBytes } = statement;
    return this.attempt(statement, async wire => {
      const { exchange, decode, expected } = await this.encode(
        wire,
        'sql_execute_df',
        [id.reveal(), sql, CPU, 0, firstN, WIRE],
        {
          ...statement,
          timeLimitMs: this.limits.queryMs,
          // Twice, for JSON's base64: what is too large is to be told from what has no end.
          mostBytes: 2 * maxBytes + ENVELOPE_BYTES
        }
      );
      const answer = await this.transport.open(exchange);
      const read = (): Promise<Buffer | null> => answer.read();
      const frame = new FrameStream({
        answer,
        target,
        parts:
          wire === 'binary'
            ? readBinaryFrame(read, expected)
            : readJsonFrame(read, bytes => decode(bytes) as FrameAnswer),
        translate: error => this.translate(error, statement)
      });
      await frame.begin();
      return frame;
    });
  }

  /** Columns, for every statement; held whole, and counted in the budget. */
  executeColumns(
    statement: Statement,
    budget: IBudget
  ): Promise<ColumnsAnswer> {
    const { target, id, sql, firstN, maxBytes } = statement;
    return this.attempt(statement, async wire => {
      const { exchange, decode, expected } = await this.encode(
        wire,
        'sql_execute',
        [id.reveal(), sql, true, '', firstN, -1],
        {
          ...statement,
          timeLimitMs: this.limits.queryMs,
          // A TINYINT and its null flag have 9 bytes in Thrift, and 2 in the budget.
          mostBytes: 5 * maxBytes + ENVELOPE_BYTES,
          repeatable: false
        }
      );
      const answer = await this.transport.open(exchange);
      const read = (): Promise<Buffer | null> => answer.read();
      try {
        const columns =
          wire === 'binary'
            ? await readBinaryColumns({ read, expected, budget })
            : columnsFromJson(
                decode(await wholeJson(read, budget)) as QueryAnswer,
                budget
              );
        // Only then HTTP's own length is known to be right. Raw TCP has no end.
        if (target.protocol !== 'binary' && (await answer.read())) {
          throw badAnswer(target, NOT_THRIFT);
        }
        return columns;
      } catch (error) {
        throw error instanceof ApiError || isRefusal(error)
          ? error
          : badAnswer(target, NOT_THRIFT, error);
      } finally {
        answer.close();
      }
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
      timeLimitMs: this.limits.answerMs
    });
  }

  /** Names of tables and views. */
  tables(seat: Seat): Promise<string[]> {
    return this.call('get_tables', [seat.id.reveal()], {
      ...seat,
      ...this.catalogLimits()
    });
  }

  /** Names of tables and views; not before 5.10. */
  tablesOf(seat: Seat, database: string): Promise<string[]> {
    return this.call('get_tables_for_database', [seat.id.reveal(), database], {
      ...seat,
      ...this.catalogLimits()
    });
  }

  /** Leaves out views that are broken. */
  tablesMeta(seat: Seat): Promise<TableMeta[]> {
    return this.call('get_tables_meta', [seat.id.reveal()], {
      ...seat,
      ...this.catalogLimits()
    });
  }

  tableDetails(seat: Seat, table: string): Promise<TableDetails> {
    return this.call('get_table_details', [seat.id.reveal(), table], {
      ...seat,
      ...this.catalogLimits()
    });
  }

  async databases(seat: Seat): Promise<string[]> {
    const databases = await this.call('get_databases', [seat.id.reveal()], {
      ...seat,
      timeLimitMs: this.limits.answerMs
    });
    return databases.map(({ db_name }) => db_name);
  }

  dispose(): void {
    this.transport.dispose();
  }

  private catalogLimits(): Pick<CallOptions, 'timeLimitMs' | 'mostBytes'> {
    return {
      timeLimitMs: CATALOG_TIMES * this.limits.answerMs,
      mostBytes: CATALOG_BYTES
    };
  }

  private async call<M extends Method>(
    method: M,
    args: Calls[M]['args'],
    options: CallOptions
  ): Promise<Calls[M]['reply']> {
    return await this.attempt(options, wire =>
      this.callOver(wire, method, args, options)
    );
  }

  private async attempt<T>(
    caller: Pick<CallOptions, 'target' | 'id'>,
    work: (wire: Wire) => Promise<T>
  ): Promise<T> {
    const wire = await this.wires.of(caller.target);
    try {
      return await work(wire);
    } catch (error) {
      throw this.translate(error, caller);
    }
  }

  private translate(
    error: unknown,
    { target, id }: Pick<CallOptions, 'target' | 'id'>
  ): unknown {
    if (error instanceof ApiError && error.code === 'bad_upstream_answer') {
      this.wires.forget(target);
    }
    return isRefusal(error)
      ? new DatabaseRefusal({
          text: scrub(error.text, id ?? null),
          isApplicationException: error.isApplicationException,
          isUnknownMethod: error.isUnknownMethod
        })
      : error;
  }

  private async encode<M extends Method>(
    wire: Wire,
    method: M,
    args: Calls[M]['args'],
    options: CallOptions
  ) {
    const {
      target,
      timeLimitMs,
      mostBytes = SHORT_BYTES,
      repeatable = true,
      signal
    } = options;
    const { encodeCall } = await import('./thrift-codec');
    const sequence = (this.sequence = (this.sequence % 0x7fffffff) + 1);
    const { bytes, decode } = encodeCall(wire, method, args, sequence);
    const exchange: Exchange = {
      target,
      contentType: CONTENT_TYPES[wire],
      call: bytes,
      timeLimitMs,
      mostBytes,
      repeatable,
      signal
    };
    return { exchange, decode, expected: { method, sequence } };
  }

  private async callOver<M extends Method>(
    wire: Wire,
    method: M,
    args: Calls[M]['args'],
    options: CallOptions
  ): Promise<Calls[M]['reply']> {
    const { exchange, decode } = await this.encode(wire, method, args, options);
    const answer = await this.transport.exchange(exchange);
    try {
      return decode(answer) as Calls[M]['reply'];
    } catch (error) {
      throw isRefusal(error)
        ? error
        : badAnswer(options.target, NOT_THRIFT, error);
    }
  }
}
