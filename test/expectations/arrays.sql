-- Arrays

-- UNNEST
CREATE TABLE lists (id INT, arr INT[], words TEXT[]);
INSERT INTO lists VALUES (1, {1, 2}, {'a', ''}), (2, {2, 3}, NULL);
SELECT UNNEST(arr) AS a, COUNT(*) AS n FROM lists GROUP BY a ORDER BY a; --> [[1, 1], [2, 2], [3, 1]] -- ExecuteTest.cpp, ArrayUnnest
SELECT UNNEST(arr) AS a FROM lists WHERE id = 2 ORDER BY a; --> [2, 3] -- ExecuteTest.cpp, ArrayUnnest

-- = ANY, = ALL
SELECT COUNT(*) FROM lists WHERE 2 = ANY arr; --> 2 -- ExecuteTest.cpp, ArrayAnyAndAll
SELECT COUNT(*) FROM lists WHERE 2 <= ALL arr; --> 1 -- ExecuteTest.cpp, ArrayAnyAndAll
SELECT COUNT(*) FROM lists WHERE 'b' = ANY ARRAY['a', 'b']; --> 2 -- ExecuteTest.cpp, ArrayAnyAndAll
SELECT COUNT(*) FROM lists WHERE arr[1] = 2; --> 1 -- ExecuteTest.cpp, ArrayIndex

-- CARDINALITY, ARRAY_LENGTH
SELECT CARDINALITY(arr), ARRAY_LENGTH(arr) FROM lists WHERE id = 1; --> [[2, 2]] -- ExecuteTest.cpp, ArrayLength

-- empty texts in arrays
SELECT words FROM lists WHERE id = 1; --> [[["a", null]]] -- ExecuteTest.cpp, NullArrayNullEmpty
