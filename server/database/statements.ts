/**
 * Executes statements on a session. Asks for Arrow first, and for columns if the database does not
 * return Arrow. A write never runs twice.
 */
import { ApiError } from '../errors/api-error';
import type { QueryRequest } from '../protocol';
import { readBinaryColumns } from '../thrift/binary/binary-columns';
import { readBinaryFrame } from '../thrift/binary/binary-frame';
import type { ColumnsAnswer, FrameAnswer, QueryAnswer } from '../thrift/calls';
import { columnsFromJson, wholeJson } from '../thrift/json/json-columns';
import { readJsonFrame } from '../thrift/json/json-frame';
import type { TimeLimits } from '../transport/deadlines';
import { FrameStream } from '../transport/frame-stream';
import { notThrift, readError } from '../transport/network-error';
import type { Caller } from './database-client';
import { databaseErrorOf } from './api-error-of';
import { type IRows, rowsOfColumns, rowsOfFrame } from './rows';
import type { ThriftCalls } from './thrift-calls';
import { Budget } from './too-large';

const MIB = 1024 * 1024;
/** Limit for everything in an answer except its rows. */
const ENVELOPE_BYTES = 16 * MIB;
const CPU = 0;
const WIRE = 1;

/** The statement, and how many of its rows are wanted. */
export type Statement = Pick<QueryRequest, 'sql' | 'rowLimit'>;

export type ExecuteOptions = {
  caller: Caller;
  /** Called before `sql_execute` sends the statement; `sql_execute` also runs writes. */
  beforeColumns: () => void;
};

export type StatementsOptions = {
  calls: ThriftCalls;
  limits: Pick<TimeLimits, 'answerMs' | 'queryMs'>;
  /** Maximum number of bytes of the rows of one statement. */
  maxBytes: number;
};

export class Statements {
  constructor(private readonly options: StatementsOptions) {}

  /**
   * Resolves once the database has begun to answer. The rows may be one more than the limit, which
   * shows that there are more. The caller closes them. Rejects with an {@link ApiError}.
   */
  async execute(
    statement: Statement,
    { caller, beforeColumns }: ExecuteOptions
  ): Promise<IRows> {
    const frame = await this.tryArrow(statement, caller);
    if (frame) {
      return rowsOfFrame(frame);
    }
    beforeColumns();
    return await rowsOfColumns(await this.executeColumns(statement, caller));
  }

  /** Rows in Arrow, streamed, for statements that only read. The caller closes the stream. */
  executeArrow(
    { sql, rowLimit }: Statement,
    caller: Caller
  ): Promise<FrameStream> {
    const { calls, limits, maxBytes } = this.options;
    const { target, id } = caller;
    return calls.attempt(caller, async protocol => {
      const { answer, decode, expected } = await calls.open(
        protocol,
        'sql_execute_df',
        [id.reveal(), sql, CPU, 0, firstN(rowLimit), WIRE],
        {
          ...caller,
          timeLimitMs: limits.queryMs,
          // Twice the limit, for JSON's base64. A result that is too large must fail differently
          // from an endless one.
          maxAnswerBytes: 2 * maxBytes + ENVELOPE_BYTES
        }
      );
      const read = (): Promise<Buffer | null> => answer.read();
      const frame = new FrameStream({
        answer,
        target,
        parts:
          protocol === 'binary'
            ? readBinaryFrame(read, expected)
            : readJsonFrame(read, bytes => decode(bytes) as FrameAnswer),
        translate: error => calls.translate(error, caller)
      });
      await frame.begin();
      return frame;
    });
  }

  /** Columns, for every statement. They are held in memory, up to the maximum number of bytes. */
  executeColumns(
    { sql, rowLimit }: Statement,
    caller: Caller
  ): Promise<ColumnsAnswer> {
    const { calls, limits, maxBytes } = this.options;
    const { target, id } = caller;
    const budget = new Budget(maxBytes);
    return calls.attempt(caller, async protocol => {
      const { answer, decode, expected } = await calls.open(
        protocol,
        'sql_execute',
        [id.reveal(), sql, true, '', firstN(rowLimit), -1],
        {
          ...caller,
          timeLimitMs: limits.queryMs,
          // A TINYINT with its null flag takes 9 bytes in Thrift and 2 in the budget.
          maxAnswerBytes: 5 * maxBytes + ENVELOPE_BYTES,
          repeatable: false
        }
      );
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
        throw readError(error, target);
      } finally {
        answer.close();
      }
    });
  }

  /** @returns null if columns must be requested instead. */
  private async tryArrow(
    statement: Statement,
    caller: Caller
  ): Promise<FrameStream | null> {
    try {
      const frame = await this.executeArrow(statement, caller);
      if (!frame.answer) {
        return frame;
      }
      // A server before 5.5 does not know WIRE and has put the rows into shared memory.
      await this.deallocate(frame.answer, caller).catch(() => undefined);
      return null;
    } catch (error) {
      if (error instanceof ApiError && isForColumns(error)) {
        return null;
      }
      throw error;
    }
  }

  /** Frees the shared memory that a server without WIRE filled. */
  private deallocate(frame: FrameAnswer, caller: Caller): Promise<void> {
    const { calls, limits } = this.options;
    const { sm_handle, df_handle } = frame;
    const handles = {
      sm_handle,
      df_handle,
      sm_size: Number(frame.sm_size ?? 0),
      df_size: Number(frame.df_size ?? 0)
    };
    return calls.call('deallocate_df', [caller.id.reveal(), handles, CPU, 0], {
      ...caller,
      timeLimitMs: limits.answerMs
    });
  }
}

/** Thrift's `first_n`. One extra row shows whether there are more; -1 is all. */
const firstN = (rowLimit: number | null): number =>
  rowLimit === null ? -1 : rowLimit + 1;

/**
 * `sql_execute_df` refuses every statement that is not a read query before it executes it, so
 * nothing has happened yet. It has no catch-all: plain SQL errors also arrive as
 * TApplicationException, and those are final (DBHandler.cpp 1457-1537; ArrowResultSetConverter.cpp
 * 1108-1200).
 */
function isForColumns(error: ApiError): boolean {
  const cause = databaseErrorOf(error);
  if (!cause) {
    return false;
  }
  const { text, isUnknownMethod, isApplicationException } = cause;
  if (
    isUnknownMethod ||
    /Only read queries supported|DDL or update DML|unsupported by sql_execute_df|not supported in Arrow result/i.test(
      text
    )
  ) {
    return true;
  }
  const isFinal =
    error.code === 'session_expired' ||
    /SQL Error|interrupt|multiple SQL statements|empty SQL/i.test(text);
  return isApplicationException && !isFinal;
}
