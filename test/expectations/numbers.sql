-- Numbers

-- division
SELECT 1/0; --> ERROR Division by zero -- ExecuteTest.cpp, DivByZero
SELECT 1.5/0; --> ERROR Division by zero -- ExecuteTest.cpp, DivByZero
SELECT 1e0/0e0; --> ERROR Division by zero -- ExecuteTest.cpp, DivByZero
SELECT MOD(5, 0); --> ERROR Division by zero -- ExecuteTest.cpp, DivByZero
SELECT 7/2; --> INTEGER: 3 -- ExecuteTest.cpp, Div
SELECT -7/2; --> -3 -- ExecuteTest.cpp, Div
SELECT COUNT(*) FROM flights WHERE delay <> 0 AND distance/delay > 100; --> 376943 -- RelAlgTranslator.cpp: divisions come last
SELECT MOD(7, 3); --> 1 -- ExecuteTest.cpp, Modulus

-- LOG, LN, LOG10
SELECT LOG(10); --> DOUBLE: 2.302585092994046 -- ExtensionFunctions.hpp, Log
SELECT LN(10); --> 2.302585092994046 -- ExtensionFunctions.hpp, Ln
SELECT LOG10(100); --> 2 -- ExtensionFunctions.hpp, Log10

-- CAST to integers
SELECT CAST(2.5e0 AS INT); --> INTEGER: 3 -- ExecuteTest.cpp, CastRoundNullable
SELECT CAST(CAST(0.5 AS DOUBLE) AS INT); --> 1 -- ExecuteTest.cpp, CastRoundNullable
SELECT CAST(CAST(-0.5 AS FLOAT) AS BIGINT); --> BIGINT: -1 -- ExecuteTest.cpp, CastRoundNullable
SELECT CAST(2.5 AS SMALLINT); --> SMALLINT: 3 -- ExecuteTest.cpp, CastRound
SELECT CAST('12' AS INT); --> 12 -- ExecuteTest.cpp, CastFromLiteral
SELECT CAST(NULL AS INT); --> INTEGER: null -- ExecuteTest.cpp, CastFromNull
SELECT CAST(COUNT(*) AS BIGINT) FROM airports; --> BIGINT: 3376 -- ExecuteTest.cpp, CastFromLiteral
SELECT CAST(9007199254740993 AS BIGINT); --> "9007199254740993" -- ExecuteTest.cpp, CastFromLiteral

-- WIDTH_BUCKET
SELECT WIDTH_BUCKET(35, 0, 100, 10); --> INTEGER: 4 -- ExecuteTest.cpp, WidthBucket
SELECT WIDTH_BUCKET(35, 0, 0, 10); --> ERROR cannot have the same constant value -- HeavyDBSqlOperatorTable.java, WidthBucket
SELECT WIDTH_BUCKET(35, 0, 100, 0); --> ERROR PARTITION_COUNT -- HeavyDBSqlOperatorTable.java, WidthBucket

-- TRUNCATE, ROUND, ROUND_TO_DIGIT, IS_NAN, IS_INF, LIKELY, UNLIKELY, DOT_PRODUCT
SELECT TRUNCATE(12.567, 1); --> 12.5 -- ExecuteTest.cpp, Truncate
SELECT ROUND(12.567, 1); --> 12.6 -- ExecuteTest.cpp, Round
SELECT ROUND_TO_DIGIT(12.567e0, 1); --> 12.6 -- ExtensionFunctions.hpp, Round_to_digit
SELECT IS_NAN(1.0e0); --> BOOLEAN: false -- ExtensionFunctions.hpp, is_nan
SELECT IS_INF(1.0e0); --> BOOLEAN: false -- ExtensionFunctions.hpp, is_inf
SELECT COUNT(*) FROM airports WHERE LIKELY(state = 'CA'); --> 205 -- HeavyDBSqlOperatorTable.java, Likely
SELECT DOT_PRODUCT(some_doubles, some_doubles) FROM every_type WHERE id = 1; --> 8.5 -- HeavyDBSqlOperatorTable.java, DotProduct

-- overflow
SELECT 2147483647 + CAST(1 AS INT); --> ERROR Overflow or underflow -- ExecuteTest.cpp, OverflowAndUnderFlow
SELECT CAST(300 AS TINYINT); --> ERROR Overflow or underflow -- ExecuteTest.cpp, CastOverflow

-- results that are no number
SELECT IS_NAN(SQRT(-1)), IS_INF(LN(0)), IS_NAN(LOG10(-1)), SQRT(4); --> [[true, true, true, 2]] -- ExtensionFunctions.hpp
