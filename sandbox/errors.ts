/** An error whose text the client shall see as the database's own. Knows no wire format. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

/** The texts of HeavyDB 9 (DBHandler.cpp, SysCatalog.cpp), letter by letter where they are known. */
export const messages = {
  sessionInvalid: 'Session not valid or expired.',
  authenticationFailed: 'Authentication failure',
  databaseUnknown: (name: string) => `Database name ${name} does not exist.`,
  databaseForbidden: (user: string, database: string) =>
    `Unauthorized Access: user ${user} is not allowed to access database ${database}.`,
  databaseMissing: (name: string) => `Database ${name} does not exist.`,
  databaseExists: (name: string) => `Database ${name} already exists.`,
  databaseReserved: (name: string) => `Database name ${name} is reserved.`,
  createDatabaseForbidden:
    'CREATE DATABASE command can only be executed by super user.',
  dropDatabaseForbidden:
    'DROP DATABASE command can only be executed by the owner or by a super user.',
  createDatabaseOption: (name: string) =>
    `Invalid CREATE DATABASE option ${name}. Only OWNER supported.`,
  ownerNoText: 'Owner name option must be a string literal.',
  userExists: (name: string) => `User ${name} already exists.`,
  userRequired: (name: string) =>
    `Cannot drop user. User ${name} is required to exist.`,
  userOwns: (name: string, database: string) =>
    `Cannot drop user. User ${name} owns database ${database}`,
  userNotDropped: (name: string) =>
    `Cannot drop user. User ${name} does not exist.`,
  userDeactivated: (name: string) =>
    `Unauthorized Access: User ${name} is deactivated`,
  createUserForbidden: 'Only super user can create new users.',
  dropUserForbidden: 'Only super user can drop users.',
  alterUserForbidden: "Only super user can change another user's attributes.",
  alterOwnForbidden:
    'A user can only update their own password or default database.',
  userOption: (verb: string, name: string) =>
    `Invalid ${verb} USER option ${name}. Should be PASSWORD, IS_SUPER or CAN_LOGIN; the sandbox database has no DEFAULT_DB.`,
  optionNoText: (name: string) => `${name} option must be a string literal.`,
  optionNoBoolean: (name: string) => `Value to ${name} must be TRUE or FALSE.`,
  grantForbidden: (verb: string) =>
    `${verb} failed. It can only be executed by super user or owner of the object.`,
  granteeMissing: (request: string, name: string) =>
    `Request to ${request} ${name} failed because role or user with this name does not exist.`,
  userMissing: (name: string) => `User ${name} does not exist.`,
  userNotFound: (name: string) => `User "${name}" not found. `,
  userSessionsForbidden:
    'SHOW USER SESSIONS failed, because it can only be executed by super user.',
  allUserDetailsForbidden:
    'SHOW ALL USER DETAILS is only available to superusers. (Try SHOW USER DETAILS instead?)',
  statementEmpty: 'empty SQL statment not allowed',
  statementsSeveral: 'multiple SQL statements not allowed',
  notSelect: 'Can only validate SELECT statements.',
  notRead: 'Only read queries supported for the Arrow sql_execute_df endpoint.',
  explainArrow: 'Explain is currently unsupported by sql_execute_df.',
  bothLimits: 'At most one of first_n and at_most_n can be set',
  tooManyRows: (cap: number) =>
    `The result contains more rows than the specified cap of ${cap}`,
  interrupted: 'Query execution has been interrupted.',
  renderingDisabled: 'Backend rendering is disabled.',
  renderNotSelect: 'Only SELECT statements may be rendered.',
  renderTooLong: (seconds: number) =>
    `Rendering took longer than ${seconds} seconds.`,
  pixelColumnUnknown: (name: string) =>
    `Column "${name}" is not in the query that was rendered.`,
  notInArrow: (type: string) =>
    `${type} is not supported in Arrow result sets.`,
  tableUnknown: (name: string, database: string) =>
    `Table/View ${name} for catalog ${database} does not exist`
} as const;
