/** Tables in Thrift's shape. What DuckDB has no notion of gets HeavyDB's defaults. */
import {
  TPartitionDetail,
  TTableDetails,
  TTableMeta,
  TTableRefreshInfo,
  TTableType
} from '../../server/thrift/generated/heavydb_types.js';
import type { Table } from '../engine/catalog.js';
import { int64 } from './runtime.js';
import { columnTypes, typeInfo } from './type-info.js';

export const tableMeta = ({ id, name, columns, viewSql }: Table): TTableMeta =>
  new TTableMeta({
    table_name: name,
    num_cols: int64(columns.length),
    is_view: viewSql !== '',
    is_replicated: false,
    shard_count: int64(0),
    max_rows: int64(MAX_ROWS),
    table_id: int64(id),
    max_table_id: int64(id),
    col_types: columns.map(({ type }) => typeInfo(type)),
    col_names: columns.map(column => column.name)
  });

export const tableDetails = ({
  columns,
  viewSql,
  temporary,
  comment
}: Table): TTableDetails =>
  new TTableDetails({
    row_desc: columnTypes(columns),
    fragment_size: int64(32_000_000),
    page_size: int64(2_097_152),
    max_rows: int64(MAX_ROWS),
    view_sql: viewSql,
    shard_count: int64(0),
    key_metainfo: '[]',
    is_temporary: temporary,
    partition_detail: TPartitionDetail.DEFAULT,
    table_type: viewSql ? TTableType.VIEW : TTableType.DEFAULT,
    refresh_info: new TTableRefreshInfo({
      update_type: 0,
      timing_type: 0,
      start_date_time: '',
      interval_type: 0,
      interval_count: int64(0),
      last_refresh_time: '',
      next_refresh_time: ''
    }),
    sharded_column_name: '',
    ...(comment !== undefined && { comment })
  });

/** HeavyDB's DEFAULT_MAX_ROWS: 2^62. */
const MAX_ROWS = 4_611_686_018_427_387_904n;
