-- Aggregates and windows

-- APPROX_COUNT_DISTINCT (exact here)
SELECT APPROX_COUNT_DISTINCT(destination), COUNT(DISTINCT destination) FROM flights; --> BIGINT, INTEGER: [[228, 228]] -- g_hll_precision_bits: about 2 %
SELECT APPROX_COUNT_DISTINCT(destination, 1) FROM flights; --> 228 -- HeavyDBSqlOperatorTable.java, ApproxCountDistinct

-- APPROX_MEDIAN, APPROX_PERCENTILE, APPROX_QUANTILE (exact here)
SELECT APPROX_PERCENTILE(x, 0.5), APPROX_MEDIAN(x), APPROX_QUANTILE(x, 0) FROM (VALUES (1), (2), (3), (4)) AS t(x); --> DOUBLE, DOUBLE, DOUBLE: [[2.5, 2.5, 1]] -- ExecuteTest.cpp, ApproxMedian
SELECT APPROX_PERCENTILE(delay, 1) FROM flights WHERE delay < 0; --> -1 -- ExecuteTest.cpp, ApproxPercentileMinMax

-- COUNT_IF, SUM_IF, CORRELATION, STDDEV_POP_FLOAT and its kin
SELECT COUNT_IF(state = 'CA'), SUM_IF(1, state = 'CA') FROM airports; --> INTEGER, BIGINT: [[205, 205]] -- ExecuteTest.cpp, CountIf, SumIf
SELECT ROUND(CORRELATION(latitude, longitude), 3) = ROUND(CORR(latitude, longitude), 3) FROM airports; --> true -- HeavyDBSqlOperatorTable.java
SELECT STDDEV_POP_FLOAT(x) FROM (VALUES (1), (3)) AS t(x); --> FLOAT: 1 -- HeavyDBSqlOperatorTable.java

-- FILTER
SELECT COUNT(*) FILTER (WHERE state = 'CA') FROM airports; --> 205 -- Calcite's grammar

-- SAMPLE, LAST_SAMPLE, ANY_VALUE
SELECT SAMPLE(country) IS NOT NULL AS n FROM airports; --> true -- HeavyDBSqlOperatorTable.java, Sample

-- LAST_VALUE, NTH_VALUE, FIRST_VALUE
SELECT LAST_VALUE(i) OVER (ORDER BY i) FROM (VALUES (1), (2), (3), (4)) AS t(i); --> [4, 4, 4, 4] -- ExecuteTest.cpp, WindowFunctionFirstLastAndNthValues
SELECT NTH_VALUE(i, 2) OVER (ORDER BY i) FROM (VALUES (1), (2), (3)) AS t(i); --> [2, 2, 2] -- ExecuteTest.cpp, WindowFunctionFirstLastAndNthValues
SELECT LAST_VALUE(i) OVER w FROM (VALUES (1), (2)) AS t(i) WINDOW w AS (ORDER BY i); --> [2, 2] -- ExecuteTest.cpp, WindowFunctionFirstLastAndNthValues
SELECT LAST_VALUE(i) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES (1), (2)) AS t(i); --> [1, 2] -- ExecuteTest.cpp, window frames

-- LAG_IN_FRAME, LEAD_IN_FRAME, FORWARD_FILL, BACKWARD_FILL, CONDITIONAL_CHANGE_EVENT
SELECT FORWARD_FILL(i) OVER (ORDER BY k) FROM (VALUES (1, 1), (2, NULL)) AS t(k, i) ORDER BY k; --> [1, 1] -- ExecuteTest.cpp, FillFunctions
SELECT BACKWARD_FILL(i) OVER (ORDER BY k) FROM (VALUES (1, NULL), (2, 5)) AS t(k, i) ORDER BY k; --> [5, 5] -- ExecuteTest.cpp, FillFunctions
SELECT LAST_VALUE_IN_FRAME(i) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES (1), (2)) AS t(i); --> [1, 2] -- HeavyDBSqlOperatorTable.java
SELECT LAG_IN_FRAME(i, 1) OVER (ORDER BY i ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM (VALUES (1), (2)) AS t(i) ORDER BY i; --> [null, 1] -- ExecuteTest.cpp, LagInFrame
SELECT LAG_IN_FRAME(i, 3) OVER (ORDER BY i ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM (VALUES (1), (2), (3), (4)) AS t(i) ORDER BY i; --> [null, null, null, null] -- ExecuteTest.cpp, LagInFrame
SELECT LEAD_IN_FRAME(i) OVER (ORDER BY i ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) FROM (VALUES (1), (2)) AS t(i) ORDER BY i; --> [2, null] -- ExecuteTest.cpp, LeadInFrame
SELECT CONDITIONAL_CHANGE_EVENT(i) OVER (ORDER BY k) FROM (VALUES (1, 1), (2, 5)) AS t(k, i); --x> [0, 1] -- ExecuteTest.cpp, ConditionalChangeEvent

-- functions of aggregates
SELECT CAST(AVG(x) AS INT), CAST(MAX(x) AS BIGINT), CAST(COUNT(*) AS BIGINT) FROM (VALUES (1e0), (2e0)) AS t(x); --> INTEGER, BIGINT, BIGINT: [[2, 2, 2]] -- ExecuteTest.cpp, CastRound
SELECT MAX(dep_timestamp) + INTERVAL '1' DAY, DATE_TRUNC(day, MAX(dep_timestamp)) FROM flights; --> TIMESTAMP(0), TIMESTAMP(0): [["2001-07-02 00:00:00", "2001-07-01 00:00:00"]] -- ExecuteTest.cpp, DateAdd
SELECT CAST(MAX(a_timestamp_3) AS TIMESTAMP(0)) FROM every_type; --> TIMESTAMP(0): "2001-02-03 04:05:06" -- ExecuteTest.cpp, TimestampPrecision_HighPrecisionCast
SELECT MAX(x)/MIN(y) FROM (VALUES (1, 0)) AS t(x, y); --> ERROR Division by zero -- ExecuteTest.cpp, DivByZero
