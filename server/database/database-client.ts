/**
 * The database's calls about sessions and tables, as typed methods. They return values or reject
 * with an ApiError, without the session ID. Statements are in `statements.ts`.
 */
import type { Target } from '../transport/target';
import type { Password } from '../secrets/password';
import type { DatabaseSession } from '../session/database-session';
import type { TableDetails, TableMeta } from '../thrift/calls';
import type { TimeLimits } from '../transport/deadlines';
import type { CallOptions, ThriftCalls } from './thrift-calls';

const MIB = 1024 * 1024;
/** Timeout factor for calls that take longer the more tables and views there are. */
const CATALOG_BYTES = 64 * MIB;
const CATALOG_TIMES = 6;

/** The session of a call, and the signal that aborts it. */
export type Caller = DatabaseSession &
  Pick<CallOptions, 'clonedFrom' | 'signal'>;

export type DatabaseClientOptions = {
  calls: ThriftCalls;
  limits: Pick<TimeLimits, 'answerMs'>;
};

export class DatabaseClient {
  private readonly calls: ThriftCalls;
  private readonly limits: Pick<TimeLimits, 'answerMs'>;

  constructor({ calls, limits }: DatabaseClientOptions) {
    this.calls = calls;
    this.limits = limits;
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

  private catalogLimits(): Pick<CallOptions, 'timeLimitMs' | 'maxAnswerBytes'> {
    return {
      timeLimitMs: CATALOG_TIMES * this.limits.answerMs,
      maxAnswerBytes: CATALOG_BYTES
    };
  }
}
