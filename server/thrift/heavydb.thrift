/*
 * The part of HeavyDB's Thrift API that this project speaks, written from the field numbers of
 * heavy.thrift, common.thrift and completion_hints.thrift (heavyai/heavydb, v9.0.0).
 * `npm run generate` makes `generated/` from it with Apache's thrift-compiler 0.17.
 */

typedef string TSessionId

enum TDatumType {
  SMALLINT = 0
  INT = 1
  BIGINT = 2
  FLOAT = 3
  DECIMAL = 4
  DOUBLE = 5
  STR = 6
  TIME = 7
  TIMESTAMP = 8
  DATE = 9
  BOOL = 10
  INTERVAL_DAY_TIME = 11
  INTERVAL_YEAR_MONTH = 12
  POINT = 13
  LINESTRING = 14
  POLYGON = 15
  MULTIPOLYGON = 16
  TINYINT = 17
  GEOMETRY = 18
  GEOGRAPHY = 19
  MULTILINESTRING = 20
  MULTIPOINT = 21
}

enum TEncodingType {
  NONE = 0
  FIXED = 1
  RL = 2
  DIFF = 3
  DICT = 4
  SPARSE = 5
  GEOINT = 6
  DATE_IN_DAYS = 7
  ARRAY = 8
  ARRAY_DICT = 9
}

enum TDeviceType {
  CPU = 0
  GPU = 1
}

enum TArrowTransport {
  SHARED_MEMORY = 0
  WIRE = 1
}

enum TQueryType {
  UNKNOWN = 0
  READ = 1
  WRITE = 2
  SCHEMA_READ = 3
  SCHEMA_WRITE = 4
}

enum TCompletionHintType {
  COLUMN = 0
  TABLE = 1
  VIEW = 2
  SCHEMA = 3
  CATALOG = 4
  REPOSITORY = 5
  FUNCTION = 6
  KEYWORD = 7
}

enum TRole {
  SERVER = 0
  AGGREGATOR = 1
  LEAF = 2
  STRING_DICTIONARY = 3
}

struct TStringDictKey {
  1: i32 db_id
  2: i32 dict_id
}

struct TTypeInfo {
  1: TDatumType type
  4: TEncodingType encoding
  2: bool nullable
  3: bool is_array
  5: i32 precision
  6: i32 scale
  7: i32 comp_param
  8: optional i32 size = -1
  9: optional TStringDictKey dict_key
}

struct TColumnType {
  1: string col_name
  2: TTypeInfo col_type
  3: bool is_reserved_keyword
  4: string src_name
  5: bool is_system
  6: bool is_physical
  7: i64 col_id
  8: optional string default_value
  9: optional string comment
}

struct TDatumVal {
  1: i64 int_val
  2: double real_val
  3: string str_val
  4: list<TDatum> arr_val
}

struct TDatum {
  1: TDatumVal val
  2: bool is_null
}

struct TRow {
  1: list<TDatum> cols
}

struct TColumnData {
  1: list<i64> int_col
  2: list<double> real_col
  3: list<string> str_col
  4: list<TColumn> arr_col
}

struct TColumn {
  1: TColumnData data
  2: list<bool> nulls
}

struct TRowSet {
  1: list<TColumnType> row_desc
  2: list<TRow> rows
  3: list<TColumn> columns
  4: bool is_columnar
}

struct TQueryResult {
  1: TRowSet row_set
  2: i64 execution_time_ms
  3: i64 total_time_ms
  4: string nonce
  5: string debug
  6: bool success = true
  7: TQueryType query_type = TQueryType.UNKNOWN
}

struct TDataFrame {
  1: binary sm_handle
  2: i64 sm_size
  3: binary df_handle
  4: i64 df_size
  5: i64 execution_time_ms
  6: i64 arrow_conversion_time_ms
  7: binary df_buffer
}

struct TSessionInfo {
  1: string user
  2: string database
  3: i64 start_time
  4: bool is_super
}

struct TServerStatus {
  1: bool read_only
  2: string version
  3: bool rendering_enabled
  4: i64 start_time
  5: string edition
  6: string host_name
  7: bool poly_rendering_enabled
  8: TRole role
  9: string renderer_status_json
  10: string host_id
}

struct TDBInfo {
  1: string db_name
  2: string db_owner
  3: string immerse_metadata_json
}

struct TTableMeta {
  1: string table_name
  2: i64 num_cols
  4: bool is_view
  5: bool is_replicated
  6: i64 shard_count
  7: i64 max_rows
  8: i64 table_id
  9: i64 max_table_id
  10: list<TTypeInfo> col_types
  11: list<string> col_names
}

struct TTableRefreshInfo {
  1: i32 update_type
  2: i32 timing_type
  3: string start_date_time
  4: i32 interval_type
  5: i64 interval_count
  6: string last_refresh_time
  7: string next_refresh_time
}

enum TPartitionDetail {
  DEFAULT = 0
  REPLICATED = 1
  SHARDED = 2
  OTHER = 3
}

enum TTableType {
  DEFAULT = 0
  TEMPORARY = 1
  FOREIGN = 2
  VIEW = 3
}

struct TTableDetails {
  1: list<TColumnType> row_desc
  2: i64 fragment_size
  3: i64 page_size
  4: i64 max_rows
  5: string view_sql
  6: i64 shard_count
  7: string key_metainfo
  8: bool is_temporary
  9: TPartitionDetail partition_detail
  10: TTableType table_type
  11: TTableRefreshInfo refresh_info
  12: string sharded_column_name
  13: optional string comment
}

struct TCompletionHint {
  1: TCompletionHintType type
  2: list<string> hints
  3: string replaced
}

exception TDBException {
  1: string error_msg
}

service Heavy {
  TSessionId connect(1: string user, 2: string passwd, 3: string dbname) throws (1: TDBException e)
  void disconnect(1: TSessionId session) throws (1: TDBException e)
  void switch_database(1: TSessionId session, 2: string dbname) throws (1: TDBException e)
  TSessionId clone_session(1: TSessionId session) throws (1: TDBException e)
  TServerStatus get_server_status(1: TSessionId session) throws (1: TDBException e)
  list<TServerStatus> get_status(1: TSessionId session) throws (1: TDBException e)
  list<string> get_tables(1: TSessionId session) throws (1: TDBException e)
  list<string> get_tables_for_database(1: TSessionId session, 2: string database_name) throws (1: TDBException e)
  list<TTableMeta> get_tables_meta(1: TSessionId session) throws (1: TDBException e)
  TTableDetails get_table_details(1: TSessionId session, 2: string table_name) throws (1: TDBException e)
  string get_version() throws (1: TDBException e)
  TSessionInfo get_session_info(1: TSessionId session) throws (1: TDBException e)
  list<TDBInfo> get_databases(1: TSessionId session) throws (1: TDBException e)
  TQueryResult sql_execute(1: TSessionId session, 2: string query, 3: bool column_format, 4: string nonce, 5: i32 first_n = -1, 6: i32 at_most_n = -1) throws (1: TDBException e)
  TDataFrame sql_execute_df(1: TSessionId session, 2: string query, 3: TDeviceType device_type, 4: i32 device_id = 0, 5: i32 first_n = -1, 6: TArrowTransport transport_method) throws (1: TDBException e)
  void deallocate_df(1: TSessionId session, 2: TDataFrame df, 3: TDeviceType device_type, 4: i32 device_id) throws (1: TDBException e)
  void interrupt(1: TSessionId query_session, 2: TSessionId interrupt_session) throws (1: TDBException e)
  list<TColumnType> sql_validate(1: TSessionId session, 2: string query) throws (1: TDBException e)
  list<TCompletionHint> get_completion_hints(1: TSessionId session, 2: string sql, 3: i32 cursor) throws (1: TDBException e)
}
