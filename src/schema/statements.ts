/** The statements that the schema browser runs on a table or view. Pure. */
import { quoteIdentifier } from '../sql/identifier';

const PREVIEW_ROWS = 100;

export const previewSql = (table: string): string =>
  `SELECT * FROM ${quoteIdentifier(table)} LIMIT ${PREVIEW_ROWS}`;

export const countSql = (table: string): string =>
  `SELECT COUNT(*) AS n FROM ${quoteIdentifier(table)}`;

/** Also for views. */
export const createSql = (table: string): string =>
  `SHOW CREATE TABLE ${quoteIdentifier(table)}`;
