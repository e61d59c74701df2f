-- Tables and rows

-- DROP COLUMN
CREATE TABLE d (a INT, b INT, c INT, e INT, f INT);
ALTER TABLE d DROP COLUMN a, b; --> [] -- AlterTableDdlTest.cpp
SELECT * FROM d; --> HEAD ["c", "e", "f"] -- AlterTableDdlTest.cpp
ALTER TABLE d DROP c, DROP COLUMN e; --> [] -- AlterTableDdlTest.cpp
SELECT * FROM d; --> HEAD ["f"] -- AlterTableDdlTest.cpp
ALTER TABLE d DROP COLUMN f; --> ERROR Table d has only one column. -- ParserNode.cpp, DropColumnStmt
ALTER TABLE d DROP COLUMN nosuch; --> ERROR Column nosuch does not exist. -- ParserNode.cpp, DropColumnStmt

-- CREATE FOREIGN TABLE is refused
CREATE FOREIGN TABLE ft (a INT) SERVER nosuch WITH (file_path='/nope.csv'); --> ERROR CREATE FOREIGN is not supported by the sandbox database
SHOW CREATE TABLE ft; --> ERROR does not exist

-- SHOW CREATE TABLE
CREATE TABLE s (a INT NOT NULL, t TEXT ENCODING DICT(8), n TEXT ENCODING NONE, d DATE ENCODING DAYS(16), g GEOMETRY(POINT, 4326)) WITH (fragment_size = 1000, vacuum = 'delayed');
ALTER TABLE s ADD COLUMN z INT DEFAULT 7; --> []
SHOW CREATE TABLE s; --> "CREATE TABLE s (\n  a INTEGER NOT NULL,\n  t TEXT ENCODING DICT(8),\n  n TEXT ENCODING NONE,\n  d DATE ENCODING DAYS(16),\n  g GEOMETRY(POINT, 4326) ENCODING COMPRESSED(32),\n  z INTEGER DEFAULT 7)\nWITH (FRAGMENT_SIZE=1000);" -- Catalog.cpp, dumpCreateTable
SHOW CREATE TABLE s; --> HEAD ["Result"] -- DBHandler.cpp, convertResult
INSERT INTO s (a, t) VALUES (1, 'x'); --> []
SELECT a, z FROM s; --> [[1, 7]] -- ParserNode.cpp, AddColumnStmt

CREATE TABLE more (i INT);
INSERT INTO more VALUES (1);
ALTER TABLE more ADD COLUMN (p GEOMETRY(POINT, 4326) DEFAULT 'POINT(1 2)', t TEXT DEFAULT 'k' ENCODING DICT(8), d DATE DEFAULT '3/4/2001'); --> [] -- ParserNode.cpp, AddColumnStmt
SELECT * FROM more; --> [[1, "POINT (1 2)", "k", "2001-03-04"]] -- ParserNode.cpp, AddColumnStmt
ALTER TABLE more ADD COLUMN (x INT, y DECIMAL(60)); --> ERROR precision
ALTER TABLE more ADD COLUMN (x INT, y INT DEFAULT 'z'); --> ERROR SQL Error
SELECT * FROM more; --> HEAD ["i", "p", "t", "d"] -- all or nothing

-- an empty text of a dictionary is null
CREATE TABLE es (a TEXT, b TEXT ENCODING NONE);
INSERT INTO es VALUES ('', ''), ('x', 'y'), (UPPER(''), 'z');
SELECT COUNT(a), COUNT(b) FROM es; --> [[1, 3]] -- StringDictionary.cpp, getOrAddBulk
UPDATE es SET a = '' WHERE a = 'x'; --> []
SELECT COUNT(a) FROM es; --> 0 -- StringDictionary.cpp, getOrAddBulk
INSERT INTO es SELECT '', '' FROM airports LIMIT 1; --> []
SELECT COUNT(a) FROM es; --> 0 -- StringDictionary.cpp, getOrAddBulk
CREATE TABLE es2 AS SELECT b AS a, b FROM es WHERE b = '';
INSERT INTO es (a) VALUES (1, 2); --> ERROR Number of INSERT target columns (1) does not equal number of source items (2) -- Calcite's SqlValidatorImpl

-- RENAME TABLE, ALTER COLUMN TYPE, COMMENT ON
CREATE TABLE old_name (i INT, d DOUBLE);
INSERT INTO old_name VALUES (1, 2.5);
RENAME TABLE old_name TO new_name; --> [] -- ParserNode.cpp, RenameTableStmt
ALTER TABLE new_name ALTER COLUMN i TYPE BIGINT; --> [] -- AlterTableDdlTest.cpp
SELECT i FROM new_name; --> BIGINT: 1 -- AlterTableDdlTest.cpp
COMMENT ON TABLE new_name IS 'a table'; --> [] -- CommentTest.cpp
COMMENT ON COLUMN new_name.d IS 'a column'; --> [] -- CommentTest.cpp
SHOW CREATE TABLE new_name; --> "CREATE TABLE new_name /* a table */ (\n  i BIGINT,\n  d DOUBLE /* a column */);" -- Catalog.cpp, dumpCreateTable
SELECT * FROM old_name; --> ERROR Object 'old_name' not found -- ParserNode.cpp, RenameTableStmt

-- limits of types
CREATE TABLE wide (d DECIMAL(38,2)); --> ERROR DECIMAL and NUMERIC precision cannot be larger than 18. -- DdlUtils.cpp
CREATE TABLE wide (d DECIMAL(4,4)); --> ERROR DECIMAL and NUMERIC must have precision larger than scale. -- DdlUtils.cpp
CREATE TABLE wide (t TIMESTAMP(4)); --> ERROR Only TIMESTAMP(n) where n = (0,3,6,9) are supported now. -- DdlUtils.cpp
CREATE TABLE sum (i INT); --x> ERROR SQL Error -- ReservedKeywords.h

-- OPTIMIZE TABLE
CREATE TABLE tidy (i INT);
CREATE VIEW tidy_view AS SELECT i FROM tidy;
OPTIMIZE TABLE tidy WITH (vacuum = 'true'); --> [] -- ParserNode.cpp, OptimizeTableStmt
OPTIMIZE TABLE tidy_view; --> ERROR OPTIMIZE TABLE command is not supported on views. -- ParserNode.cpp, OptimizeTableStmt
OPTIMIZE TABLE nosuch; --> ERROR Table nosuch does not exist. -- ParserNode.cpp, OptimizeTableStmt
