/** The calls that the sidecar makes, with the types of their arguments and answers. Types only. */
import type {
  TColumn,
  TDataFrame,
  TQueryResult,
  TRowSet
} from './generated/heavydb_types';

export type Wire = 'binary' | 'json';

/** As our codec reads them: int64 is a bigint. */
export type Column = {
  data: {
    int_col: bigint[];
    real_col: number[];
    str_col: string[];
    arr_col: Column[];
  };
  nulls: TColumn['nulls'];
};
export type RowSet = Pick<TRowSet, 'row_desc'> & { columns: Column[] };
export type QueryAnswer = Pick<TQueryResult, 'query_type'> & {
  row_set: RowSet | null;
  execution_time_ms: bigint | null;
};
/** `df_buffer` is missing from servers that do not know WIRE; they answer with handles. */
export type FrameAnswer = Pick<TDataFrame, 'sm_handle' | 'df_handle'> & {
  sm_size: bigint | null;
  df_size: bigint | null;
  df_buffer: Buffer | null;
  execution_time_ms: bigint | null;
};

export type Calls = {
  get_version: { args: []; reply: string };
  get_session_info: {
    args: [session: string];
    reply: { user: string; database: string };
  };
  clone_session: { args: [session: string]; reply: string };
  disconnect: { args: [session: string]; reply: void };
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
};

export type Method = keyof Calls;
