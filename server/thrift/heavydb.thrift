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

enum TExecuteMode {
  GPU = 1
  CPU = 2
}

enum TSourceType {
  DELIMITED_FILE = 0
  GEO_FILE = 1
  PARQUET_FILE = 2
  RASTER_FILE = 3
  ODBC = 4
}

enum TImportHeaderRow {
  AUTODETECT = 0
  NO_HEADER = 1
  HAS_HEADER = 2
}

enum TRasterPointType {
  NONE = 0
  AUTO = 1
  SMALLINT = 2
  INT = 3
  FLOAT = 4
  DOUBLE = 5
  POINT = 6
}

enum TRasterPointTransform {
  NONE = 0
  AUTO = 1
  FILE = 2
  WORLD = 3
}

enum TDBObjectType {
  AbstractDBObjectType = 0
  DatabaseDBObjectType = 1
  TableDBObjectType = 2
  DashboardDBObjectType = 3
  ViewDBObjectType = 4
  ServerDBObjectType = 5
  ColumnDBObjectType = 6
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

struct TStringValue {
  1: string str_val
  2: bool is_null
}

struct TStringRow {
  1: list<TStringValue> cols
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

struct TPixel {
  1: i64 x
  2: i64 y
}

struct TPixelTableRowResult {
  1: TPixel pixel
  2: string vega_table_name
  3: list<i64> table_id
  4: list<i64> row_id
  5: TRowSet row_set
  6: string nonce
}

struct TRenderResult {
  1: binary image
  2: string nonce
  3: i64 execution_time_ms
  4: i64 render_time_ms
  5: i64 total_time_ms
  6: string vega_metadata
}

struct TGpuSpecification {
  1: i32 num_sm
  2: i64 clock_frequency_kHz
  3: i64 memory
  4: i16 compute_capability_major
  5: i16 compute_capability_minor
}

struct THardwareInfo {
  1: i16 num_gpu_hw
  2: i16 num_cpu_hw
  3: i16 num_gpu_allocated
  4: i16 start_gpu
  5: string host_name
  6: list<TGpuSpecification> gpu_info
}

struct TClusterHardwareInfo {
  1: list<THardwareInfo> hardware_info
}

struct TMemoryData {
  1: i64 slab
  2: i32 start_page
  3: i64 num_pages
  4: i32 touch
  5: list<i64> chunk_key
  6: i32 buffer_epoch
  7: bool is_free
}

struct TNodeMemoryInfo {
  1: string host_name
  2: i64 page_size
  3: i64 max_num_pages
  4: i64 num_pages_allocated
  5: bool is_allocation_capped
  6: list<TMemoryData> node_memory_data
}

struct TQueryInfo {
  1: string query_session_id
  2: string query_public_session_id
  3: string current_status
  4: i32 executor_id
  5: string submitted
  6: string query_str
  7: string login_name
  8: string client_address
  9: string db_name
  10: string exec_device_type
}

struct TDashboardPermissions {
  1: bool create_
  2: bool delete_
  3: bool view_
  4: bool edit_
}

struct TDashboardGrantees {
  1: string name
  2: bool is_user
  3: TDashboardPermissions permissions
}

struct TDashboard {
  1: string dashboard_name
  2: string dashboard_state
  3: string image_hash
  4: string update_time
  5: string dashboard_metadata
  6: i32 dashboard_id
  7: string dashboard_owner
  8: bool is_dash_shared
  9: TDashboardPermissions dashboard_permissions
}

struct TCopyParams {
  1: string delimiter
  2: string null_str
  3: TImportHeaderRow has_header = TImportHeaderRow.AUTODETECT
  4: bool quoted
  5: string quote
  6: string escape
  7: string line_delim
  8: string array_delim
  9: string array_begin
  10: string array_end
  11: i32 threads
  12: TSourceType source_type = TSourceType.DELIMITED_FILE
  13: string s3_access_key
  14: string s3_secret_key
  15: string s3_region
  16: TEncodingType geo_coords_encoding = TEncodingType.GEOINT
  17: i32 geo_coords_comp_param = 32
  18: TDatumType geo_coords_type = TDatumType.GEOMETRY
  19: i32 geo_coords_srid = 4326
  20: bool sanitize_column_names = true
  21: string geo_layer_name
  22: string s3_endpoint
  23: bool geo_assign_render_groups = false
  24: bool geo_explode_collections = false
  25: i32 source_srid = 0
  26: string s3_session_token
  27: TRasterPointType raster_point_type = TRasterPointType.AUTO
  28: string raster_import_bands
  29: i32 raster_scanlines_per_thread
  30: TRasterPointTransform raster_point_transform = TRasterPointTransform.AUTO
  31: bool raster_point_compute_angle = false
  32: string raster_import_dimensions
  33: string odbc_dsn
  34: string odbc_connection_string
  35: string odbc_sql_select
  36: string odbc_sql_order_by
  37: string odbc_username
  38: string odbc_password
  39: string odbc_credential_string
  40: string add_metadata_columns
  41: bool trim_spaces = true
  42: bool geo_validate_geometry = false
  43: bool raster_drop_if_all_null = false
  44: string bounding_box_clip
}

struct TDetectResult {
  1: TRowSet row_set
  2: TCopyParams copy_params
}

struct TCreateParams {
  1: bool is_replicated
}

struct TDBObject {
  1: string objectName
  2: TDBObjectType objectType
  3: list<bool> privs
  4: string grantee
  5: TDBObjectType privilegeObjectType
  6: i32 objectId
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
  TRenderResult render_vega(1: TSessionId session, 2: i64 widget_id, 3: string vega_json, 4: i32 compression_level, 5: string nonce) throws (1: TDBException e)
  TPixelTableRowResult get_result_row_for_pixel(1: TSessionId session, 2: i64 widget_id, 3: TPixel pixel, 4: map<string, list<string>> table_col_names, 5: bool column_format, 6: i32 pixelRadius, 7: string nonce) throws (1: TDBException e)
  void set_execution_mode(1: TSessionId session, 2: TExecuteMode mode) throws (1: TDBException e)
  list<string> get_physical_tables(1: TSessionId session) throws (1: TDBException e)
  list<string> get_views(1: TSessionId session) throws (1: TDBException e)
  TTableDetails get_table_details_for_database(1: TSessionId session, 2: string table_name, 3: string database_name) throws (1: TDBException e)
  TTableDetails get_internal_table_details(1: TSessionId session, 2: string table_name, 3: bool include_system_columns = true) throws (1: TDBException e)
  TTableDetails get_internal_table_details_for_database(1: TSessionId session, 2: string table_name, 3: string database_name) throws (1: TDBException e)
  void create_table(1: TSessionId session, 2: string table_name, 3: list<TColumnType> row_desc, 4: TCreateParams create_params) throws (1: TDBException e)
  void load_table(1: TSessionId session, 2: string table_name, 3: list<TStringRow> rows, 4: list<string> column_names = []) throws (1: TDBException e)
  void load_table_binary(1: TSessionId session, 2: string table_name, 3: list<TRow> rows, 4: list<string> column_names = []) throws (1: TDBException e)
  void load_table_binary_columnar(1: TSessionId session, 2: string table_name, 3: list<TColumn> cols, 4: list<string> column_names = []) throws (1: TDBException e)
  void load_table_binary_arrow(1: TSessionId session, 2: string table_name, 3: binary arrow_stream, 4: bool use_column_names = false) throws (1: TDBException e)
  TDetectResult detect_column_types(1: TSessionId session, 2: string file_name, 3: TCopyParams copy_params) throws (1: TDBException e)
  TClusterHardwareInfo get_hardware_info(1: TSessionId session) throws (1: TDBException e)
  list<TNodeMemoryInfo> get_memory(1: TSessionId session, 2: string memory_level) throws (1: TDBException e)
  void clear_cpu_memory(1: TSessionId session) throws (1: TDBException e)
  void clear_gpu_memory(1: TSessionId session) throws (1: TDBException e)
  list<TQueryInfo> get_queries_info(1: TSessionId session) throws (1: TDBException e)
  list<string> get_users(1: TSessionId session) throws (1: TDBException e)
  list<string> get_roles(1: TSessionId session) throws (1: TDBException e)
  list<string> get_all_roles_for_user(1: TSessionId session, 2: string userName) throws (1: TDBException e)
  list<string> get_all_effective_roles_for_user(1: TSessionId session, 2: string userName) throws (1: TDBException e)
  bool has_role(1: TSessionId session, 2: string granteeName, 3: string roleName) throws (1: TDBException e)
  list<TDBObject> get_db_objects_for_grantee(1: TSessionId session, 2: string roleName) throws (1: TDBException e)
  list<TDBObject> get_db_object_privs(1: TSessionId session, 2: string objectName, 3: TDBObjectType type) throws (1: TDBException e)
  TDashboard get_dashboard(1: TSessionId session, 2: i32 dashboard_id) throws (1: TDBException e)
  list<TDashboard> get_dashboards(1: TSessionId session) throws (1: TDBException e)
  i32 create_dashboard(1: TSessionId session, 2: string dashboard_name, 3: string dashboard_state, 4: string image_hash, 5: string dashboard_metadata) throws (1: TDBException e)
  void replace_dashboard(1: TSessionId session, 2: i32 dashboard_id, 3: string dashboard_name, 4: string dashboard_owner, 5: string dashboard_state, 6: string image_hash, 7: string dashboard_metadata) throws (1: TDBException e)
  void delete_dashboard(1: TSessionId session, 2: i32 dashboard_id) throws (1: TDBException e)
  void delete_dashboards(1: TSessionId session, 2: list<i32> dashboard_ids) throws (1: TDBException e)
  void share_dashboard(1: TSessionId session, 2: i32 dashboard_id, 3: list<string> groups, 4: list<string> objects, 5: TDashboardPermissions permissions, 6: bool grant_role = false) throws (1: TDBException e)
  void share_dashboards(1: TSessionId session, 2: list<i32> dashboard_ids, 3: list<string> groups, 4: TDashboardPermissions permissions) throws (1: TDBException e)
  void unshare_dashboard(1: TSessionId session, 2: i32 dashboard_id, 3: list<string> groups, 4: list<string> objects, 5: TDashboardPermissions permissions) throws (1: TDBException e)
  void unshare_dashboards(1: TSessionId session, 2: list<i32> dashboard_ids, 3: list<string> groups, 4: TDashboardPermissions permissions) throws (1: TDBException e)
  list<TDashboardGrantees> get_dashboard_grantees(1: TSessionId session, 2: i32 dashboard_id) throws (1: TDBException e)
  list<string> get_function_names(1: TSessionId session) throws (1: TDBException e)
  list<string> get_runtime_function_names(1: TSessionId session) throws (1: TDBException e)
  list<string> get_table_function_names(1: TSessionId session) throws (1: TDBException e)
  list<string> get_runtime_table_function_names(1: TSessionId session) throws (1: TDBException e)
}
