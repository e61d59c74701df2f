/** A valid reply to each kind of call of the sidecar, with a little of everything. */
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import type { Calls, Method, ThriftProtocol } from '../../server/thrift/calls';
import {
  TColumn,
  TColumnData,
  TColumnType,
  TDataFrame,
  TQueryResult,
  TRowSet,
  TTableDetails,
  TTypeInfo
} from '../../server/thrift/generated/heavydb_types';
import { int64 } from '../../sandbox/thrift/runtime.js';
import { thriftReply } from './thrift-reply';

export type Replies = Record<
  'frame' | 'columns' | 'tables' | 'details',
  Buffer
>;

/** As answers to a client's first call. */
export async function replies(protocol: ThriftProtocol): Promise<Replies> {
  const reply = async <M extends Method>(
    method: M,
    args: Calls[M]['args'],
    answer: unknown
  ): Promise<Buffer> => {
    const made = await thriftReply({
      ...{ protocol, method, args, sequence: 1 },
      answer: () => answer
    });
    return made.bytes;
  };
  return {
    frame: await reply('sql_execute_df', ['s', 'SELECT', 0, 0, -1, 1], frame()),
    columns: await reply(
      'sql_execute',
      ['s', 'SELECT', true, '', -1, -1],
      result()
    ),
    tables: await reply('get_tables', ['s'], ['flights', 'Zürich', '']),
    details: await reply('get_table_details', ['s', 't'], details())
  };
}

function frame(): TDataFrame {
  const rows = tableToIPC(
    tableFromArrays({ n: Int32Array.of(1, 2, 3), t: ['a', 'bc', 'd'] }),
    'stream'
  );
  return new TDataFrame({
    sm_handle: Buffer.alloc(0),
    sm_size: int64(0) as never,
    df_handle: Buffer.alloc(0),
    df_size: int64(rows.length) as never,
    execution_time_ms: int64(42) as never,
    arrow_conversion_time_ms: int64(7) as never,
    df_buffer: Buffer.from(rows)
  });
}

const [INT, DECIMAL, TEXT, BOOL] = [1, 4, 6, 10];

const columnType = (name: string, type: number, is_array = false) =>
  new TColumnType({
    col_name: name,
    col_type: new TTypeInfo({
      ...{ type, is_array, encoding: 0, nullable: true },
      ...{ precision: 10, scale: 2, comp_param: 0, size: -1 }
    }),
    is_reserved_keyword: false,
    src_name: '',
    is_system: false,
    is_physical: false,
    col_id: int64(1) as never
  });

const column = (data: object, nulls: boolean[]): TColumn =>
  new TColumn({
    data: new TColumnData({
      ...{ int_col: [], real_col: [], str_col: [], arr_col: [] },
      ...data
    }),
    nulls
  });

const ints = (...values: number[]) => ({
  int_col: values.map(value => int64(value))
});

const result = (): TQueryResult =>
  new TQueryResult({
    row_set: new TRowSet({
      row_desc: [
        columnType('n', INT),
        columnType('d', DECIMAL),
        columnType('t', TEXT),
        columnType('b', BOOL),
        columnType('l', INT, true)
      ],
      rows: [],
      columns: [
        column(ints(1, -2, 3), [false, true, false]),
        column({ real_col: [0.29, 1e17, -3.5] }, [false, false, false]),
        column({ str_col: ['Zürich', '', 'x'.repeat(50)] }, [
          false,
          true,
          false
        ]),
        column(ints(1, 0, -128), [false, false, true]),
        column(
          {
            arr_col: [
              column(ints(1, 2), [false, true]),
              column({}, []),
              column(ints(3), [false])
            ]
          },
          [false, true, false]
        )
      ],
      is_columnar: true
    }),
    execution_time_ms: int64(5),
    total_time_ms: int64(6),
    nonce: 'nonce',
    debug: '',
    success: true,
    query_type: 1
  });

const details = (): TTableDetails =>
  new TTableDetails({
    row_desc: [columnType('n', INT), columnType('t', TEXT)],
    fragment_size: int64(32_000_000) as never,
    page_size: int64(2_097_152) as never,
    max_rows: int64(4_611_686_018) as never,
    view_sql: 'SELECT 1',
    shard_count: int64(0) as never,
    key_metainfo: '[]',
    is_temporary: false,
    comment: 'All of them.'
  } as never);
