/** How the translation asks the database: one statement, all its rows. */

export type Cell = string | number | boolean | null;

export type Ask = (sql: string) => Promise<readonly (readonly Cell[])[]>;
