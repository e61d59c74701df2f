-- Users and rights

-- CREATE USER, ALTER USER, DROP USER
CREATE USER carla (password = 'secret', is_super = 'false'); --> [] -- ParserNode.cpp, CreateUserStmt
CREATE USER Carla (password = 'other'); --> ERROR User carla already exists. -- SysCatalog.cpp, createUser
CREATE USER dora (colour = 'red'); --> ERROR Invalid CREATE USER option colour. Should be PASSWORD, IS_SUPER -- ParserNode.cpp, CreateUserStmt
CREATE USER dora (password = 7); --> ERROR Password option must be a string literal. -- ParserNode.cpp, checkStringLiteral
ALTER USER carla (password = 'new', can_login = 'false'); --> [] -- ParserNode.cpp, AlterUserStmt
ALTER USER carla RENAME TO clara; --> [] -- ddlParser.ftl, SqlAlterUser
ALTER USER nobody (password = 'x'); --> ERROR User nobody does not exist. -- ParserNode.cpp, AlterUserStmt
SHOW ALL USER DETAILS clara; --> [["clara", 1, false, "(-1)", false]] -- DdlCommandExecutor.cpp, ShowUserDetailsCommand
DROP USER admin; --> ERROR Cannot drop user. User admin is required to exist. -- SysCatalog.cpp, dropUser
DROP USER carla; --> ERROR Cannot drop user. User carla does not exist. -- SysCatalog.cpp, dropUser
DROP USER IF EXISTS carla; --> [] -- ddlParser.ftl, SqlDropUser

-- GRANT and REVOKE on a database
GRANT ACCESS ON DATABASE heavyai TO clara; --> [] -- ParserNode.cpp, GrantPrivilegesStmt
SHOW USER DETAILS; --> [["clara", 1, "(-1)", false]] -- DdlCommandExecutor.cpp, ShowUserDetailsCommand
REVOKE ALL ON DATABASE heavyai FROM clara; --> [] -- ParserNode.cpp, RevokePrivilegesStmt
SHOW USER DETAILS; --> [] -- DdlCommandExecutor.cpp, ShowUserDetailsCommand
GRANT ACCESS ON DATABASE heavyai TO nobody; --> ERROR Request to grant privileges to nobody failed because role or user with this name does not exist. -- SysCatalog.cpp
GRANT ACCESS ON DATABASE nowhere TO clara; --> ERROR GRANT failed. Object 'nowhere' of type DATABASE not found. -- ParserNode.cpp, verifyObject
GRANT SELECT ON TABLE flights TO clara; --> ERROR The sandbox database has rights on whole databases only
CREATE DATABASE hers (owner = 'clara'); --> []
DROP USER clara; --> ERROR Cannot drop user. User clara owns database hers -- SysCatalog.cpp, dropUser
DROP DATABASE hers; --> []
DROP USER clara; --> [] -- SysCatalog.cpp, dropUser
