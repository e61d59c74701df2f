-- Dates and times

-- NOW, CURRENT_TIMESTAMP, CURRENT_DATE, CURRENT_TIME
SELECT COUNT(*) FROM flights WHERE dep_timestamp < NOW(); --> 3000000 -- ExecuteTest.cpp, NOW
SELECT COUNT(*) FROM flights WHERE dep_timestamp > NOW() - INTERVAL '100' YEAR; --> 3000000 -- ExecuteTest.cpp, NOW
SELECT DATEDIFF('day', dep_timestamp, NOW()) > 0 FROM flights LIMIT 1; --> true -- ExecuteTest.cpp, NOW
SELECT NOW() = CURRENT_TIMESTAMP, CURRENT_DATE > DATE '2020-01-01', EXTRACT(SECOND FROM CURRENT_TIME) >= 0; --> [[true, true, true]] -- HeavyDBSqlOperatorTable.java, Now

-- precision of a TIMESTAMP beside an INTERVAL, DATEADD, TIMESTAMPADD
SELECT a_timestamp + INTERVAL '1' DAY FROM every_type WHERE id = 1; --> TIMESTAMP(0): "2001-02-04 04:05:06" -- ExecuteTest.cpp, TimestampPrecision
SELECT a_timestamp_3 - INTERVAL '1' HOUR FROM every_type WHERE id = 1; --> TIMESTAMP(3): "2001-02-03 03:05:06.789" -- ExecuteTest.cpp, TimestampPrecision
SELECT a_timestamp_9 + INTERVAL '1' HOUR FROM every_type WHERE id = 1; --> TIMESTAMP(9): "2001-02-03 05:05:06.789012345" -- ExecuteTest.cpp, TimestampPrecision_DateAdd
SELECT a_date + INTERVAL '1' MONTH FROM every_type WHERE id = 1; --> TIMESTAMP(0): "2001-03-03 00:00:00" -- ExecuteTest.cpp, DateAdd
SELECT DATEADD('nanosecond', 875, a_timestamp_9) FROM every_type WHERE id = 1; --> TIMESTAMP(9): "2001-02-03 04:05:06.78901322" -- ExecuteTest.cpp, TimestampPrecision_DateAdd
SELECT DATEADD('day', 1, a_timestamp_9) FROM every_type WHERE id = 1; --> TIMESTAMP(9): "2001-02-04 04:05:06.789012345" -- ExecuteTest.cpp, TimestampPrecision_DateAdd
SELECT TIMESTAMPADD(MONTH, 1, a_timestamp_6) FROM every_type WHERE id = 1; --> TIMESTAMP(6): "2001-03-03 04:05:06.789012" -- ExecuteTest.cpp, TimestampAdd
SELECT DATEADD('month', 1, a_date) FROM every_type WHERE id = 1; --> TIMESTAMP(0): "2001-03-03 00:00:00" -- ExecuteTest.cpp, DateAdd

SELECT - INTERVAL '1' DAY, a_timestamp - INTERVAL '1' DAY + INTERVAL '2' HOUR FROM every_type WHERE id = 1; --> INTERVAL_DAY_TIME, TIMESTAMP(0): [["-1 day", "2001-02-02 06:05:06"]] -- ExecuteTest.cpp, DateAdd

-- DATE_TRUNC, DATEDIFF, DATEPART
SELECT DATE_TRUNC(month, a_timestamp_3) FROM every_type WHERE id = 1; --> TIMESTAMP(3): "2001-02-01 00:00:00" -- DateTruncate.cpp
SELECT DATE_TRUNC(week_sunday, a_timestamp), DATE_TRUNC(quarterday, a_timestamp) FROM every_type WHERE id = 1; --> [["2001-01-28 00:00:00", "2001-02-03 00:00:00"]] -- DateTruncate.cpp
SELECT DATEDIFF('month', DATE '2001-01-31', DATE '2001-03-01'); --> 1 -- DateTruncate.cpp, DateDiff
SELECT DATEPART('month', a_timestamp) FROM every_type WHERE id = 1; --> BIGINT: 2 -- HeavyDBSqlOperatorTable.java, Datepart

-- EXTRACT
SELECT EXTRACT(EPOCH FROM TIMESTAMP '2001-01-01 00:00:00'); --> BIGINT: 978307200 -- ExtractFromTime.cpp
SELECT EXTRACT(EPOCH FROM a_timestamp_3) FROM every_type WHERE id = 1; --> BIGINT: 981173106 -- ExtractFromTime.cpp
SELECT EXTRACT(MILLISECOND FROM a_timestamp_3), EXTRACT(SECOND FROM a_timestamp_3) FROM every_type WHERE id = 1; --> BIGINT, BIGINT: [[6789, 6]] -- ExtractFromTime.cpp
SELECT EXTRACT(NANOSECOND FROM a_timestamp_9) FROM every_type WHERE id = 1; --> BIGINT: 6789012345 -- ExtractFromTime.cpp
SELECT EXTRACT(DOW FROM a_date), EXTRACT(ISODOW FROM a_date), EXTRACT(DOY FROM a_date), EXTRACT(QUARTER FROM a_date) FROM every_type WHERE id = 1; --> [[6, 6, 34, 1]] -- ExtractFromTime.cpp
SELECT EXTRACT(WEEK FROM a_date), EXTRACT(WEEK_SUNDAY FROM DATE '2001-02-04'), EXTRACT(QUARTERDAY FROM a_timestamp) FROM every_type WHERE id = 1; --> [[5, 6, 1]] -- ExtractFromTime.cpp
SELECT EXTRACT(DATEEPOCH FROM a_timestamp) FROM every_type WHERE id = 1; --> 981158400 -- ExtractFromTime.cpp

SELECT PG_EXTRACT('month', a_date), DATETIME('NOW') = NOW() FROM every_type WHERE id = 1; --> [[2, true]] -- HeavyDBSqlOperatorTable.java

-- CAST between timestamps and integers
SELECT CAST(a_timestamp_3 AS TIMESTAMP(0)), CAST(a_timestamp_9 AS TIMESTAMP(3)) FROM every_type WHERE id = 1; --> TIMESTAMP(0), TIMESTAMP(3): [["2001-02-03 04:05:06", "2001-02-03 04:05:06.789"]] -- ExecuteTest.cpp, TimestampPrecision_HighPrecisionCast
SELECT CAST(1582983959 AS TIMESTAMP(0)); --> TIMESTAMP(0): "2020-02-29 13:45:59" -- ExecuteTest.cpp, CastIntegerToTimestamp
SELECT CAST(a_timestamp AS BIGINT), CAST(a_timestamp_3 AS BIGINT) FROM every_type WHERE id = 1; --> BIGINT, BIGINT: [[981173106, 981173106789]] -- ExecuteTest.cpp, CastTimestampToInteger
SELECT CAST('2001-02-03 04:05:06' AS TIMESTAMP); --> TIMESTAMP(0): "2001-02-03 04:05:06" -- ExecuteTest.cpp, Time

-- precision of a TIMESTAMP literal
SELECT TIMESTAMP '2001-02-03 04:05:06', TIMESTAMP '2001-02-03 04:05:06.789' + INTERVAL '1' DAY; --> TIMESTAMP(0), TIMESTAMP(3): [["2001-02-03 04:05:06", "2001-02-04 04:05:06.789"]] -- Calcite's SqlTimestampLiteral

-- forms of dates
SELECT COUNT(*) FROM flights WHERE dep_timestamp > '06/30/2001 12:00:00'; --> 9336 -- Shared/DateTimeParser.cpp
SELECT COUNT(*) FROM flights WHERE dep_timestamp > '01/02/2001' AND dep_timestamp < '29-Jan-01 07:23:23'; --> 445360 -- Shared/DateTimeParser.cpp
CREATE TABLE forms (d DATE, t TIME, s TIMESTAMP(0));
INSERT INTO forms VALUES ('12/31/2020', '235959', '1-dec-93 07:23:23'); --> []
INSERT INTO forms VALUES ('29-Feb-20', '1:02:03 PM', '12/01/2013:000001'); --> []
SELECT * FROM forms; --> [["2020-12-31", "23:59:59", "1993-12-01 07:23:23"], ["2020-02-29", "13:02:03", "2013-12-01 00:00:01"]] -- Shared/DateTimeParser.cpp; ExecuteTest.cpp, DateUpdate, TimestampUpdate
UPDATE forms SET d = '2020/03/04' WHERE t = '235959'; --> []
SELECT d FROM forms WHERE d = '03/04/2020'; --> "2020-03-04" -- Shared/DateTimeParser.cpp
INSERT INTO forms (d) VALUES ('nonsense'); --> ERROR Invalid DATE string (nonsense) -- Shared/DateTimeParser.h
