-- What HeavyDB refuses

-- functions that only DuckDB has
SELECT LISTAGG(origin, ',') FROM flights; --> ERROR No match found for function signature LISTAGG -- HeavyDBSqlOperatorTable.java
SELECT STRING_AGG(origin, ',') FROM flights; --> ERROR No match found for function signature STRING_AGG -- HeavyDBSqlOperatorTable.java
SELECT BOOL_AND(delay > 1) FROM flights; --> ERROR No match found for function signature BOOL_AND -- HeavyDBSqlOperatorTable.java
SELECT IF(delay > 1, 1, 2) FROM flights; --> ERROR Encountered "(" -- Calcite's grammar
SELECT MD5('x'); --> ERROR No match found for function signature MD5 -- HeavyDBSqlOperatorTable.java
SELECT * FROM read_csv('/etc/passwd'); --> ERROR No match found for function signature READ_CSV -- HeavyDBSqlOperatorTable.java

SELECT * FROM ST_Read('/etc/hostname'); --> ERROR No match found for function signature ST_READ -- HeavyDBSqlOperatorTable.java
SELECT ST_AsGeoJSON(location) FROM airports; --> ERROR No match found for function signature ST_ASGEOJSON -- HeavyDBSqlOperatorTable.java

-- syntax that only DuckDB has
SELECT * FROM airports FULL OUTER JOIN zipcodes ON airports.city = zipcodes.city; --> ERROR Encountered "OUTER" -- RelAlgDag.cpp
WITH RECURSIVE r AS (SELECT 1 AS i) SELECT i FROM r; --> ERROR Encountered "RECURSIVE" -- Calcite's grammar
SELECT DISTINCT ON (state) state, city FROM airports; --> ERROR Encountered "ON" -- Calcite's grammar
SELECT * EXCLUDE (iata) FROM airports; --> ERROR Encountered "EXCLUDE" -- Calcite's grammar
SELECT state, COUNT(*) FROM airports GROUP BY ROLLUP (state); --> ERROR Encountered "ROLLUP" -- RelAlgDag.cpp
CREATE TABLE r (i INT);
INSERT INTO r VALUES (1) RETURNING i; --> ERROR Encountered "RETURNING" -- Calcite's grammar
UPDATE r SET i = 2 WHERE i = 1 RETURNING i; --> ERROR Encountered "RETURNING" -- Calcite's grammar
DELETE FROM r WHERE i = 1 RETURNING i; --> ERROR Encountered "RETURNING" -- Calcite's grammar

-- MIN, MAX of texts; COUNT(DISTINCT) of texts without a dictionary
SELECT MIN(city) FROM airports; --> ERROR MIN on strings, arrays or geospatial types not supported yet -- NativeCodegen.cpp
SELECT COUNT(DISTINCT name) FROM airports; --> ERROR Cannot group by string columns which are not dictionary encoded. -- GroupByAndAggregate.cpp
SELECT MAX(latitude), COUNT(DISTINCT city) FROM airports; --> [[71.2854475, 2675]]

-- overflow that DuckDB does not notice
SELECT COUNT(*) FROM every_type WHERE an_int + 2147483647 > 0; --x> ERROR Overflow or underflow -- ExecuteTest.cpp, OverflowAndUnderFlow
INSERT INTO r (i) VALUES (-2147483648); --x> ERROR overflow -- inline_int_null_val: the number for null
