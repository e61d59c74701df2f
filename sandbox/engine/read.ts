/** From a SELECT of the user's to what DuckDB runs. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { refuseForeign } from '../dialect/refusals.js';
import { rewriteQuery } from '../dialect/rewrite.js';
import type { Statement } from '../dialect/statement.js';
import {
  applyEdits,
  isName,
  isWord,
  nameOf,
  tokenize
} from '../dialect/tokens.js';
import type { User } from '../system-catalog.js';
import { isoText } from '../types/date-text.js';
import type { Database } from './database.js';

export type Reader = {
  database: Database;
  user: User;
  connection: DuckDBConnection;
};

/** Runs a query, after all that has to be done for DuckDB to understand it. */
export async function retrying<T>(
  { sql, tokens }: Statement,
  reader: Reader,
  run: (sql: string) => Promise<T>
): Promise<T> {
  const { database, user, connection } = reader;
  refuseForeign({
    sql,
    tokens,
    duckdbFunctions: database.duckdbFunctions,
    columns: database.catalog.columnsNamedIn(tokens)
  });
  // A view of the sample file has no row IDs; the copy that a change makes has.
  if (tokens.some(token => isWord(token, 'ROWID'))) {
    for (const token of tokens.filter(isName)) {
      await database.makeWritable(nameOf(token), connection);
    }
  }
  return withPlainDates({ sql, tokens }, statement =>
    withKnownTypes(typed =>
      run(
        rewriteQuery(statement.sql, statement.tokens, {
          user: user.name,
          typed
        })
      )
    )
  );
}

/** DuckDB could not choose a macro by the types of its arguments: see `rewrites/rewrite.ts`. */
const UNKNOWN_TYPE = /Macro .* has multiple overloads that match/;

async function withKnownTypes<T>(
  run: (typed: boolean) => Promise<T>
): Promise<T> {
  try {
    return await run(true);
  } catch (error) {
    if (!UNKNOWN_TYPE.test((error as Error).message)) {
      throw error;
    }
    return run(false);
  }
}

/** DuckDB names the string that it could not read as a date, a time or a timestamp. */
const UNREAD =
  /(?:Could not convert string|(?:date|time|timestamp) field (?:format|value)[^:"']*:?) ['"](.*?)['"]/;

/** Where DuckDB cannot read a date that HeavyDB can, runs again with the date written plainly. */
async function withPlainDates<T>(
  statement: Pick<Statement, 'sql' | 'tokens'>,
  run: (statement: Pick<Statement, 'sql' | 'tokens'>) => Promise<T>
): Promise<T> {
  try {
    return await run(statement);
  } catch (error) {
    const plain = withPlainDate(statement, (error as Error).message);
    if (plain === undefined) {
      throw error;
    }
    return withPlainDates({ sql: plain, tokens: tokenize(plain) }, run);
  }
}

function withPlainDate(
  { sql, tokens }: Pick<Statement, 'sql' | 'tokens'>,
  complaint: string
): string | undefined {
  const [, text] = UNREAD.exec(complaint) ?? [];
  const kind = /\btime field/.test(complaint) ? 'TIME' : 'TIMESTAMP';
  const iso = text === undefined ? undefined : isoText(text, kind);
  const edits = tokens
    .filter(
      token =>
        token.kind === 'string' &&
        token.text === `'${text?.replace(/'/g, "''")}'`
    )
    .map(({ start, end }) => ({ start, end, text: `'${iso}'` }));
  return iso === undefined || iso === text || edits.length === 0
    ? undefined
    : applyEdits(sql, edits);
}
