/**
 * The database's calls about sessions and tables, as typed methods. They return values or reject
 * with an ApiError, without the session ID. Statements are in `statements.ts`.
 */
import type { Target } from '../transport/target';
import type { PixelRequest } from '../protocol';
import type { Password } from '../secrets/password';
import type { DatabaseSession } from '../session/database-session';
import type {
  PixelAnswer,
  RenderAnswer,
  TableDetails,
  TableMeta
} from '../thrift/calls';
import type { TimeLimits } from '../transport/deadlines';
import type { CallOptions, ThriftCalls } from './thrift-calls';

const MIB = 1024 * 1024;
/** Timeout factor for calls that take longer the more tables and views there are. */
const CATALOG_BYTES = 64 * MIB;
const CATALOG_TIMES = 6;

/** The most bytes of a picture, as PNG. */
export const MAX_IMAGE_BYTES = 32 * MIB;
/** Twice the limit, for JSON's base64; and the resolved spec. A larger picture must be told. */
const RENDER_BYTES = 2 * MAX_IMAGE_BYTES + 16 * MIB;
/** One row, whose arrays may be long. */
const ROW_BYTES = 16 * MIB;
/** By columns, as the statements of the sidecar. */
const COLUMN_FORMAT = true;

/** The session of a call, and the signal that aborts it. */
export type Caller = DatabaseSession &
  Pick<CallOptions, 'clonedFrom' | 'signal'>;

export type DatabaseClientOptions = {
  calls: ThriftCalls;
  limits: Pick<TimeLimits, 'answerMs' | 'queryMs'>;
};

export class DatabaseClient {
  private readonly calls: ThriftCalls;
  private readonly limits: DatabaseClientOptions['limits'];

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

  /** Whether the server renders pictures, and polygons in them. */
  async serverStatus(
    session: Caller
  ): Promise<{ renders: boolean; rendersPolygons: boolean }> {
    const status = await this.calls.call(
      'get_server_status',
      [session.id.reveal()],
      { ...session, timeLimitMs: this.limits.answerMs }
    );
    return {
      renders: status.rendering_enabled === true,
      rendersPolygons: status.poly_rendering_enabled === true
    };
  }

  /**
   * Renders a picture, which the session keeps under the widget's number.
   *
   * @param compression - zlib level of the PNG, -1 to 9.
   */
  renderVega(
    session: Caller,
    picture: { widget: number; vega: string; compression: number }
  ): Promise<RenderAnswer> {
    const { widget, vega, compression } = picture;
    return this.calls.call(
      'render_vega',
      [session.id.reveal(), widget, vega, compression, ''],
      {
        ...session,
        timeLimitMs: this.limits.queryMs,
        maxAnswerBytes: RENDER_BYTES
      }
    );
  }

  /** The row that was drawn at a pixel of a picture of this session; y counts from the bottom. */
  rowForPixel(
    session: Caller,
    widget: number,
    { x, y, radius, columns }: PixelRequest
  ): Promise<PixelAnswer> {
    return this.calls.call(
      'get_result_row_for_pixel',
      [
        session.id.reveal(),
        widget,
        { x, y },
        columns,
        COLUMN_FORMAT,
        radius,
        ''
      ],
      {
        ...session,
        timeLimitMs: this.limits.queryMs,
        maxAnswerBytes: ROW_BYTES
      }
    );
  }

  private catalogLimits(): Pick<CallOptions, 'timeLimitMs' | 'maxAnswerBytes'> {
    return {
      timeLimitMs: CATALOG_TIMES * this.limits.answerMs,
      maxAnswerBytes: CATALOG_BYTES
    };
  }
}
