/** The Thrift calls of the sidecar, with the types of their arguments and answers. Types only. */
import type { Column } from './columns';
import type {
  TColumn,
  TDataFrame,
  TPixelTableRowResult,
  TQueryResult,
  TRenderResult,
  TRowSet,
  TServerStatus,
  TTableDetails,
  TTableMeta,
  TTypeInfo
} from './generated/heavydb_types';

export type ThriftProtocol = 'binary' | 'json';

/** As our codec reads them: int64 is a bigint. */
export type JsonColumn = {
  data: {
    int_col: bigint[];
    real_col: number[];
    str_col: string[];
    arr_col: JsonColumn[];
  };
  nulls: TColumn['nulls'];
};
export type RowSet = Pick<TRowSet, 'row_desc'> & { columns: JsonColumn[] };
export type QueryAnswer = Pick<TQueryResult, 'query_type'> & {
  row_set: RowSet | null;
  execution_time_ms: bigint | null;
};
/** A QueryAnswer with the columns in Arrow's memory layout. */
export type ColumnsAnswer = {
  /** Absent for a statement that returns no table. */
  columns: Column[];
  /** TQueryType; null from servers before 5.6. */
  queryType: number | null;
  executionTimeMs: number;
};
/**
 * Without `df_buffer`, which is read separately. Servers that do not know WIRE answer with handles.
 */
export type FrameAnswer = Pick<TDataFrame, 'sm_handle' | 'df_handle'> & {
  sm_size: bigint | null;
  df_size: bigint | null;
  execution_time_ms: bigint | null;
};
/** Receives `df_buffer`: its length, if that comes first, and then its bytes. */
export type FramePart = { announced: number } | { bytes: Buffer };

/** Numbers instead of the stubs' enums, so that the stubs are not needed at run time. */
export type TypeInfo = Omit<TTypeInfo, 'type' | 'encoding'> & {
  type: number;
  encoding: number;
};
export type TableMeta = Pick<TTableMeta, 'table_name' | 'is_view'> & {
  num_cols: bigint | null;
};
export type TableColumn = {
  col_name: string;
  col_type: TypeInfo;
  is_system: boolean | null;
  is_physical: boolean | null;
  comment?: string | null;
};
/** HeavyDB 7 added `comment`. */
export type TableDetails = Pick<TTableDetails, 'view_sql'> & {
  row_desc: TableColumn[];
  comment?: string | null;
};

export type RenderAnswer = Pick<TRenderResult, 'vega_metadata'> & {
  image: Buffer;
  execution_time_ms: bigint | null;
  render_time_ms: bigint | null;
};
/** A pixel where nothing was drawn has no row ID, or -1. */
export type PixelAnswer = Pick<TPixelTableRowResult, 'vega_table_name'> & {
  row_id: bigint[] | null;
  row_set: PixelRowSet | null;
};
/** One row by columns. */
export type PixelRowSet = {
  row_desc: TableColumn[];
  columns: JsonColumn[];
};

export type Calls = {
  get_version: { args: []; reply: string };
  connect: {
    args: [user: string, password: string, database: string];
    reply: string;
  };
  switch_database: { args: [session: string, database: string]; reply: void };
  get_session_info: {
    args: [session: string];
    reply: { user: string; database: string };
  };
  clone_session: { args: [session: string]; reply: string };
  disconnect: { args: [session: string]; reply: void };
  interrupt: {
    args: [querySession: string, interruptSession: string];
    reply: void;
  };
  sql_execute: {
    args: [
      session: string,
      query: string,
      columnFormat: boolean,
      nonce: string,
      firstN: number,
      atMostN: number
    ];
    reply: QueryAnswer;
  };
  sql_execute_df: {
    args: [
      session: string,
      query: string,
      deviceType: number,
      deviceId: number,
      firstN: number,
      transport: number
    ];
    reply: FrameAnswer;
  };
  deallocate_df: {
    args: [
      session: string,
      frame: object,
      deviceType: number,
      deviceId: number
    ];
    reply: void;
  };
  get_server_status: {
    args: [session: string];
    reply: Pick<TServerStatus, 'rendering_enabled' | 'poly_rendering_enabled'>;
  };
  render_vega: {
    args: [
      session: string,
      widget: number,
      vega: string,
      compressionLevel: number,
      nonce: string
    ];
    reply: RenderAnswer;
  };
  get_result_row_for_pixel: {
    args: [
      session: string,
      widget: number,
      pixel: { x: number; y: number },
      columns: Readonly<Record<string, readonly string[]>>,
      columnFormat: boolean,
      radius: number,
      nonce: string
    ];
    reply: PixelAnswer;
  };
  get_tables: { args: [session: string]; reply: string[] };
  get_tables_for_database: {
    args: [session: string, database: string];
    reply: string[];
  };
  get_tables_meta: { args: [session: string]; reply: TableMeta[] };
  get_table_details: {
    args: [session: string, table: string];
    reply: TableDetails;
  };
  get_databases: { args: [session: string]; reply: { db_name: string }[] };
};

export type Method = keyof Calls;
