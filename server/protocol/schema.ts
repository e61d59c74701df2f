/** Databases, tables and columns. Types only. */

/** A table or view by its name. */
export type SchemaTable = {
  name: string;
  /** `unknown` if the database reports only names, and for a view that no longer works. */
  kind: 'table' | 'view' | 'unknown';
  /** `null` if the database does not report it. */
  columnCount: number | null;
};

/** `GET /schema`: databases and tables by name, without columns. */
export type SchemaReply = {
  /** The database of the session: `tables` are its tables. */
  database: string;
  /** Includes the database of the session; only that one if the database reports no others. */
  databases: string[];
  tables: SchemaTable[];
};

/** `GET /schema/tables?database=NAME`: tables and views of any database. */
export type SchemaTablesReply = {
  /** `null` if the database does not report them: an old server, or no permission. */
  tables: SchemaTable[] | null;
};

export type SchemaColumn = {
  name: string;
  /** As SHOW CREATE TABLE writes it, without NOT NULL: `DECIMAL(10,2)`, `TEXT ENCODING DICT(32)`. */
  type: string;
  nullable: boolean;
  /** Empty if there is none. */
  comment: string;
};

/** `GET /schema/columns?table=NAME`: one table or view of the session's own database. */
export type SchemaColumnsReply = {
  columns: SchemaColumn[];
  /** The query of a view; empty for a table. */
  viewSql: string;
  comment: string;
};
