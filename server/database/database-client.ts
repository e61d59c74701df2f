/**
 * The database as typed calls: values or ApiErrors come back, never a session ID. Knows nothing of
 * clones, of the fallbacks of queries, or of rows.
 */
import { ApiError } from '../errors/api-error';
import type { Target } from '../transport/target';
import type { Password } from '../secrets/password';
import type { DatabaseSession } from '../session/database-session';
import { readBinaryColumns } from '../thrift/binary/binary-columns';
import { readBinaryFrame } from '../thrift/binary/binary-frame';
import type {
  ColumnsAnswer,
  FrameAnswer,
  QueryAnswer,
  TableDetails,
  TableMeta
} from '../thrift/calls';
import type { IBudget } from '../thrift/budget';
import type { TimeLimits } from '../transport/deadlines';
import { FrameStream } from '../transport/frame-stream';
import { columnsFromJson, wholeJson } from '../thrift/json/json-columns';
import { readJsonFrame } from '../thrift/json/json-frame';
import { notThrift } from '../transport/network-error';
import { isThriftException } from '../thrift/thrift-exception';
import { type CallOptions, ThriftCalls } from './thrift-calls';
import type { ITransport } from '../transport/transport';

const MIB = 1024 * 1024;
/** Timeout factor for calls that take longer the more tables and views there are. */
const CATALOG_BYTES = 64 * MIB;
const CATALOG_TIMES = 6;
/** Limit for everything in an answer except its rows. */
const ENVELOPE_BYTES = 16 * MIB;
const CPU = 0;
const WIRE = 1;

/** The session of a call, and the signal that aborts it. */
export type Caller = DatabaseSession & { signal?: AbortSignal };

/** A statement as it is sent to the database. */
export type Statement = Caller & {
  sql: string;
  /** Maximum number of rows to send; -1 for all. */
  firstN: number;
  /** Maximum number of bytes of its rows. */
  maxBytes: number;
};

export type DatabaseClientOptions = {
  transport: ITransport;
  limits: TimeLimits;
};

export class DatabaseClient {
  private readonly calls: ThriftCalls;
  private readonly transport: ITransport;
  private readonly limits: TimeLimits;

  constructor({ transport, limits }: DatabaseClientOptions) {
    this.transport = transport;
    this.limits = limits;
    this.calls = new ThriftCalls({ transport, limits });
  }

  version({ target }: { target: Target }): Promise<string> {
    return this.calls.call('get_version', [], {
      target,
      timeLimitMs: this.limits.answerMs
    });
  }

  /** Opens a session. An empty database name means the server's default. */
  connect(login: {
    target: Target;
    username: string;
    password: Password;
    database: string;
  }): Promise<string> {
    const { target, username, password, database } = login;
    return this.calls.call('connect', [username, password.reveal(), database], {
      target,
      password,
      timeLimitMs: this.limits.answerMs,
      // Never retried: the database would count two failures.
      repeatable: false
    });
  }

  /** Changes the database of `session` itself, which must be a session of our own. */
  switchDatabase(session: Caller, database: string): Promise<void> {
    return this.calls.call('switch_database', [session.id.reveal(), database], {
      ...session,
      timeLimitMs: this.limits.answerMs
    });
  }

  async sessionInfo(
    session: Caller
  ): Promise<{ user: string; database: string }> {
    const { user, database } = await this.calls.call(
      'get_session_info',
      [session.id.reveal()],
      { ...session, timeLimitMs: this.limits.answerMs }
    );
    return { user, database };
  }

  cloneSession(session: Caller): Promise<string> {
    return this.calls.call('clone_session', [session.id.reveal()], {
      ...session,
      timeLimitMs: this.limits.answerMs
    });
  }

  disconnect(
    session: Caller,
    timeLimitMs = this.limits.answerMs
  ): Promise<void> {
    return this.calls.call('disconnect', [session.id.reveal()], {
      ...session,
      timeLimitMs
    });
  }

  /** Interrupts the query of `id`, which must be a session of our own. */
  interrupt(session: Caller, timeLimitMs: number): Promise<void> {
    // DBHandler::interrupt takes the session of the query and the session that asks. The second
    // must be logged in.
    const id = session.id.reveal();
    return this.calls.call('interrupt', [id, id], { ...session, timeLimitMs });
  }

  /** Rows in Arrow, streamed, for statements that only read. The caller closes the stream. */
  executeArrow(statement: Statement): Promise<FrameStream> {
    const { target, id, sql, firstN, maxBytes } = statement;
    return this.calls.attempt(statement, async protocol => {
      const { exchange, decode, expected } = await this.calls.prepare(
        protocol,
        'sql_execute_df',
        [id.reveal(), sql, CPU, 0, firstN, WIRE],
        {
          ...statement,
          timeLimitMs: this.limits.queryMs,
          // Twice the limit, for JSON's base64. A result that is too large must fail differently
          // from an endless one.
          maxAnswerBytes: 2 * maxBytes + ENVELOPE_BYTES
        }
      );
      const answer = await this.transport.open(exchange);
      const read = (): Promise<Buffer | null> => answer.read();
      const frame = new FrameStream({
        answer,
        target,
        parts:
          protocol === 'binary'
            ? readBinaryFrame(read, expected)
            : readJsonFrame(read, bytes => decode(bytes) as FrameAnswer),
        translate: error => this.calls.translate(error, statement)
      });
      await frame.begin();
      return frame;
    });
  }

  /** Columns, for every statement. They are held in memory and counted in the budget. */
  executeColumns(
    statement: Statement,
    budget: IBudget
  ): Promise<ColumnsAnswer> {
    const { target, id, sql, firstN, maxBytes } = statement;
    return this.calls.attempt(statement, async protocol => {
      const { exchange, decode, expected } = await this.calls.prepare(
        protocol,
        'sql_execute',
        [id.reveal(), sql, true, '', firstN, -1],
        {
          ...statement,
          timeLimitMs: this.limits.queryMs,
          // A TINYINT with its null flag takes 9 bytes in Thrift and 2 in the budget.
          maxAnswerBytes: 5 * maxBytes + ENVELOPE_BYTES,
          repeatable: false
        }
      );
      const answer = await this.transport.open(exchange);
      const read = (): Promise<Buffer | null> => answer.read();
      try {
        const columns =
          protocol === 'binary'
            ? await readBinaryColumns({ read, expected, budget })
            : columnsFromJson(
                decode(await wholeJson(read, budget)) as QueryAnswer,
                budget
              );
        // Only then is HTTP's own length known to be right. Raw TCP has no end.
        if (target.protocol !== 'binary' && (await answer.read())) {
          throw notThrift(target);
        }
        return columns;
      } catch (error) {
        throw error instanceof ApiError || isThriftException(error)
          ? error
          : notThrift(target, error);
      } finally {
        answer.close();
      }
    });
  }

  /** Frees the shared memory that a server without WIRE filled. */
  deallocate(session: Caller, frame: FrameAnswer): Promise<void> {
    const { sm_handle, df_handle } = frame;
    const handles = {
      sm_handle,
      df_handle,
      sm_size: Number(frame.sm_size ?? 0),
      df_size: Number(frame.df_size ?? 0)
    };
    return this.calls.call(
      'deallocate_df',
      [session.id.reveal(), handles, CPU, 0],
      {
        ...session,
        timeLimitMs: this.limits.answerMs
      }
    );
  }

  /** Names of tables and views. */
  tables(session: Caller): Promise<string[]> {
    return this.calls.call('get_tables', [session.id.reveal()], {
      ...session,
      ...this.catalogLimits()
    });
  }

  /** Names of tables and views; since 5.10. */
  tablesOf(session: Caller, database: string): Promise<string[]> {
    return this.calls.call(
      'get_tables_for_database',
      [session.id.reveal(), database],
      {
        ...session,
        ...this.catalogLimits()
      }
    );
  }

  /** Omits broken views. */
  tablesMeta(session: Caller): Promise<TableMeta[]> {
    return this.calls.call('get_tables_meta', [session.id.reveal()], {
      ...session,
      ...this.catalogLimits()
    });
  }

  tableDetails(session: Caller, table: string): Promise<TableDetails> {
    return this.calls.call('get_table_details', [session.id.reveal(), table], {
      ...session,
      ...this.catalogLimits()
    });
  }

  async databases(session: Caller): Promise<string[]> {
    const databases = await this.calls.call(
      'get_databases',
      [session.id.reveal()],
      {
        ...session,
        timeLimitMs: this.limits.answerMs
      }
    );
    return databases.map(({ db_name }) => db_name);
  }

  dispose(): void {
    this.transport.dispose();
  }

  private catalogLimits(): Pick<CallOptions, 'timeLimitMs' | 'maxAnswerBytes'> {
    return {
      timeLimitMs: CATALOG_TIMES * this.limits.answerMs,
      maxAnswerBytes: CATALOG_BYTES
    };
  }
}
