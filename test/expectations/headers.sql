-- Names and types of result columns

-- EXPR$n
SELECT 1, 2 AS two; --> HEAD ["EXPR$0", "two"] -- Calcite's SqlValidatorUtil, getAlias
SELECT dep_timestamp + INTERVAL '1' DAY FROM flights LIMIT 1; --> HEAD ["EXPR$0"] -- Calcite's SqlValidatorUtil, getAlias
SELECT delay IS DISTINCT FROM 1 FROM flights LIMIT 1; --> HEAD ["EXPR$0"] -- Calcite's SqlValidatorUtil, getAlias
SELECT delay IS NOT DISTINCT FROM 1 AS same FROM flights LIMIT 1; --> HEAD ["same"] -- Calcite's SqlValidatorUtil, getAlias
SELECT COUNT(*), COUNT(*) AS n FROM flights; --> HEAD ["EXPR$0", "n"] -- Calcite's SqlValidatorUtil, getAlias

-- COUNT is an INTEGER, SUM of integers a BIGINT
SELECT COUNT(*) FROM airports; --> INTEGER: 3376 -- Analyzer.h, get_agg_type
SELECT SUM(id) FROM every_type; --> BIGINT: 6 -- Analyzer.h, get_agg_type

-- rowid
SELECT rowid, iata FROM airports ORDER BY rowid LIMIT 2; --> [[0, "00M"], [1, "00R"]] -- Catalog.cpp, a virtual column
SELECT MAX(rowid) FROM flights; --> 2999999 -- Catalog.cpp, a virtual column
SELECT * FROM zipcodes LIMIT 1; --> HEAD ["zip_code", "latitude", "longitude", "city", "state", "county"] -- Catalog.cpp, a virtual column
SELECT COUNT(*) FROM airports WHERE MOD(rowid * 265445761, 4294967296) < 70879699; --> 56 -- @heavyai/connector 7.0, its integration test
SELECT COUNT(*) FROM airports WHERE rowid * 2 < 7; --> 4

-- CURRENT_USER, USER
SELECT CURRENT_USER, USER; --> [["admin", "admin"]] -- RelAlgTranslator.cpp, translateCurrentUser
SELECT VERSION(); --> ERROR No match found for function signature VERSION() -- HeavyDBSqlOperatorTable.java has none
SELECT table_name FROM information_schema.tables; --> ERROR Object 'information_schema' not found -- Catalog.cpp: a database of its own
SELECT * FROM duckdb_tables(); --> ERROR No match found for function signature

-- GENERATE_SERIES
SELECT * FROM TABLE(GENERATE_SERIES(1, 3)); --> [1, 2, 3] -- docs, Table Functions

-- SHOW of functions, roles, models
SHOW FUNCTIONS; --> HEAD ["Scalar UDF"] -- DdlCommandExecutor.cpp, ShowFunctionsCommand
SHOW RUNTIME FUNCTIONS; --> [] -- DdlCommandExecutor.cpp, ShowRuntimeFunctionsCommand
SHOW TABLE FUNCTIONS; --> HEAD ["Table UDF"] -- DdlCommandExecutor.cpp, ShowTableFunctionsCommand
SHOW ROLES; --> HEAD ["ROLES"] -- DdlCommandExecutor.cpp, ShowRolesCommand
SHOW EFFECTIVE ROLES; --> [] -- DdlCommandExecutor.cpp, ShowRolesCommand
SHOW MODELS; --> ERROR Cannot show models. ML functions are disabled. -- DdlCommandExecutor.cpp, ShowModelsCommand
SHOW DISK CACHE USAGE; --> ERROR Disk cache not enabled. -- DdlCommandExecutor.cpp, ShowDiskCacheUsageCommand
SHOW QUERIES; --> ERROR SHOW QUERIES is not supported by the sandbox database.
