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
