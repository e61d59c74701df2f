-- Texts

-- LIKE, ILIKE
SELECT 'a%c' LIKE 'a\%c', 'abc' LIKE 'a\%c'; --> [[true, false]] -- StringLike.h, escape_char
SELECT 'a%c' LIKE 'a!%c' ESCAPE '!'; --> true -- ExecuteTest.cpp, FilterAndSimpleAggregation
SELECT 'ABC' ILIKE 'a\Bc'; --> true -- StringLike.h, escape_char

-- REGEXP, REGEXP_LIKE, REGEXP_MATCH
SELECT COUNT(*) FROM airports WHERE city REGEXP '.*Angeles.*'; --> 3 -- docs, String Functions
SELECT COUNT(*) FROM airports WHERE city NOT REGEXP '.*Angeles.*'; --> 3373 -- docs, String Functions
SELECT REGEXP_LIKE('abc', 'a.*'), REGEXP_LIKE('abc', 'a'); --> [[true, false]] -- StringLike.cpp, regexp_like
SELECT REGEXP_MATCH('ABC', 'a.*', 'i'); --> true -- HeavyDBSqlOperatorTable.java, RegexpMatch

-- REGEXP_REPLACE
SELECT REGEXP_REPLACE('a1b2', '[0-9]', '#'); --> "a#b#" -- StringFunctionsTest.cpp, RegexpReplace
SELECT REGEXP_REPLACE('a1b2c3', '[0-9]', '#', 3); --> "a1b#c#" -- StringOps.cpp, RegexpReplace
SELECT REGEXP_REPLACE('a1b2c3', '[0-9]', '#', 1, 2); --> "a1b#c3" -- StringOps.cpp, RegexpReplace
SELECT REGEXP_REPLACE('a1b2c3', '[0-9]', '#', 1, -1); --> "a1b2c#" -- StringOps.cpp, RegexpReplace
SELECT REGEXP_REPLACE('a1b2c3', '[0-9]', '#', 1, 9); --> "a1b2c3" -- StringOps.cpp, RegexpReplace
SELECT REGEXP_REPLACE('aBAb', 'b', '#', 1, 0, 'i'); --> "a#A#" -- StringOps.cpp, RegexpReplace
SELECT REGEXP_REPLACE('a1b2', '([a-z])([0-9])', '$2$1'); --> "1a2b" -- StringFunctionsTest.cpp, RegexpReplace

-- REGEXP_SUBSTR, REGEXP_COUNT
SELECT REGEXP_SUBSTR('a12b34', '[0-9]+'); --> "12" -- StringFunctionsTest.cpp, RegexpSubstr
SELECT REGEXP_SUBSTR('a12b34', '[0-9]+', 1, 2); --> "34" -- StringFunctionsTest.cpp, RegexpSubstr
SELECT REGEXP_SUBSTR('a12b34', '[0-9]+', 1, -1); --> "34" -- StringOps.cpp, RegexpSubstr
SELECT REGEXP_SUBSTR('a12b34', '[0-9]+', 1, 9); --> null -- StringOps.cpp, RegexpSubstr
SELECT REGEXP_SUBSTR('k=v', '(.)=(.)', 1, 1, 'e', 2); --> "v" -- StringOps.cpp, RegexpSubstr
SELECT REGEXP_COUNT('a1b2', '[0-9]'); --> 2 -- StringOps.cpp, RegexpCount

-- SPLIT_PART, SPLIT
SELECT SPLIT_PART('a|b|c', '|', 2); --> "b" -- StringFunctionsTest.cpp, SplitPart
SELECT SPLIT_PART('a|b|c', '|', 9); --> null -- StringFunctionsTest.cpp, SplitPart
SELECT SPLIT_PART('a|b|c', '|', 0); --> "a" -- StringFunctionsTest.cpp, SplitPart
SELECT SPLIT_PART('a|b|c', '|', -1); --> "c" -- StringFunctionsTest.cpp, SplitPart
SELECT SPLIT('a|b|c', '|', 2); --> "b" -- HeavyDBSqlOperatorTable.java, Split

-- INITCAP, MID, SPACE, OVERLAY, POSITION, LPAD, RPAD, REVERSE, REPEAT, LEFT, RIGHT
SELECT INITCAP('fUNNY cASE'); --> "Funny Case" -- StringOps.cpp, InitCap
SELECT MID('HeavyDB', 2, 3), MID('HeavyDB', 6); --> [["eav", "DB"]] -- HeavyDBSqlOperatorTable.java, Mid
SELECT 'a' || SPACE(2) || 'b'; --> "a  b" -- HeavyDBSqlOperatorTable.java, Space
SELECT OVERLAY('abcdef' PLACING 'XY' FROM 2); --> "aXYdef" -- StringOps.cpp, Overlay
SELECT OVERLAY('abcdef' PLACING 'X' FROM 2 FOR 3); --> "aXef" -- StringOps.cpp, Overlay
SELECT POSITION('a' IN 'banana'); --> 2 -- StringOps.cpp, Position
SELECT POSITION('a' IN 'banana' FROM 3); --> 4 -- StringOps.cpp, Position
SELECT LPAD('ab', 4), RPAD('ab', 4), LPAD('ab', 5, 'xy'); --> [["  ab", "ab  ", "xyxab"]] -- StringOps.cpp, Pad
SELECT REVERSE('abc'), REPEAT('ab', 2), LEFT('abc', 2), RIGHT('abc', 2); --> [["cba", "abab", "ab", "bc"]] -- StringOps.cpp
SELECT STARTSWITH('abc', 'ab'), ENDSWITH('abc', 'bc'), CONTAINS('abc', 'b'); --> [[true, true, true]] -- HeavyDBSqlOperatorTable.java
SELECT UCASE('a'), LCASE('B'), LEN('abc'), LENGTH('abc'), CHAR_LENGTH('abc'); --> [["A", "b", 3, 3, 3]] -- HeavyDBSqlOperatorTable.java

-- BASE64_ENCODE, BASE64_DECODE, URL_ENCODE, URL_DECODE
SELECT BASE64_ENCODE('HEAVY.AI'), BASE64_DECODE('SEVBVlkuQUk='); --> [["SEVBVlkuQUk=", "HEAVY.AI"]] -- StringOps.cpp, Base64Encode
SELECT URL_ENCODE('a b'), URL_DECODE('a%26b'); --> [["a%20b", "a&b"]] -- StringOps.cpp, UrlEncode

-- JAROWINKLER_SIMILARITY, LEVENSHTEIN_DISTANCE, ENCODE_TEXT
SELECT JAROWINKLER_SIMILARITY('heavy', 'heavy'), JAROWINKLER_SIMILARITY('heavy', 'heady'); --> BIGINT, BIGINT: [[100, 91]] -- StringOps.cpp, JarowinklerSimilarity
SELECT LEVENSHTEIN_DISTANCE('kitten', 'sitting'); --> 3 -- StringOps.cpp, LevenshteinDistance
SELECT ENCODE_TEXT(name) FROM airports WHERE iata = 'LAX'; --> "Los Angeles International" -- HeavyDBSqlOperatorTable.java, EncodeText

-- JSON_VALUE
SELECT JSON_VALUE('{"a": "x"}', '$.a'); --> "x" -- StringOps.cpp, JsonValue
SELECT JSON_VALUE('{"a": {"b": [1, 2]}}', '$.a.b[1]'); --> "2" -- StringOps.cpp, JsonValue
SELECT JSON_VALUE('{"a": {"b": 1}}', '$.a'), JSON_VALUE('{"a": 1}', '$.z'); --> [[null, null]] -- StringOps.cpp, JsonValue

-- KEY_FOR_STRING
SELECT KEY_FOR_STRING(state) = KEY_FOR_STRING(state) FROM airports LIMIT 1; --> true -- HeavyDBSqlOperatorTable.java, KeyForString
