/** The rows of one statement as they arrive from the database, as Arrow or from columns. */
import type { QuerySummary } from '../protocol';
import type { ColumnsAnswer } from '../thrift/calls';
import type { FrameStream } from '../transport/frame-stream';

export type StatementStats = Pick<
  QuerySummary,
  'queryType' | 'executionTimeMs'
>;

/** One Arrow IPC stream, with or without an end mark. */
export interface IRows {
  /** False for a statement that returns no table: there is nothing to read. */
  readonly hasTable: boolean;
  /** Length of the stream, if known in advance. */
  readonly length: number | null;
  /** Returns the next bytes; null at the end. Rejects with an ApiError. */
  read(): Promise<Uint8Array | null>;
  /** What the database reports about the statement; complete once all rows are read. */
  stats(): StatementStats;
  /** Releases unread rows; safe at any time. */
  close(): void;
}

/** The rows of `sql_execute_df`. */
export const rowsOfFrame = (frame: FrameStream): IRows => ({
  hasTable: true,
  length: frame.announced,
  read: () => frame.read(),
  stats: () => ({
    queryType: 'read',
    executionTimeMs: Number(frame.answer?.execution_time_ms ?? 0)
  }),
  close: () => frame.close()
});

/** The rows of `sql_execute`, which are held in memory until they are read. */
export async function rowsOfColumns(answer: ColumnsAnswer): Promise<IRows> {
  const { columns, queryType, executionTimeMs } = answer;
  const hasTable = columns.length > 0;
  const pieces: Uint8Array[] = [];
  if (hasTable) {
    const { arrowFromColumns } = await import('../arrow/arrow');
    pieces.push(...(await arrowFromColumns(columns)));
  }
  return {
    hasTable,
    length: pieces.reduce((sum, { length }) => sum + length, 0),
    // Each piece is released when it is handed on.
    read: () => Promise.resolve(pieces.shift() ?? null),
    stats: () => ({
      queryType: queryTypeOf(queryType, hasTable),
      executionTimeMs
    }),
    close: () => void pieces.splice(0)
  };
}

/** By TQueryType; servers before 5.6 omit it. */
function queryTypeOf(
  code: number | null,
  hasTable: boolean
): QuerySummary['queryType'] {
  const types = ['unknown', 'read', 'write', 'read', 'schema'] as const;
  const type = types[code ?? 0] ?? 'unknown';
  return type === 'unknown' && hasTable ? 'read' : type;
}
